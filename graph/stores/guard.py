"""Lets only queries through that read the graph, on every store.

A session that may only read is not enough: ``LOAD CSV`` reads files of the machine, ``SHOW USERS`` and
``CALL dbms.listConfig()`` tell of the server, ``TERMINATE TRANSACTIONS`` ends other people's work, and both stores let
them pass as reading. So a query passes two gates:

1. its words (`check_words`): it starts as a reading query does, calls no procedure and no function of a name space that
   is not the language's own, and is one statement;
2. its plan (`check_plan`): ``EXPLAIN`` names the operators, and each must be on the store's closed list. What the next
   version of a store adds is refused until somebody has looked at it.

Both are needed: kglite's ``EXPLAIN`` shows nothing of what stands behind ``UNION``, and no list of words is complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.errors import QueryFailed, WriteRefused

TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<name>`(?:[^`]|``)*`)
      | (?P<word>[^\W\d]\w*)
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
OPENING = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
"""Words that a reading query, and each branch of a UNION, starts with."""
NAME_SPACES = frozenset({"date", "datetime", "duration", "localdatetime", "localtime", "point", "time"})
"""Name spaces of the language's own functions (``duration.between``); others belong to plug-ins."""

KGLITE_STEPS = frozenset(
    """Match OptionalMatch Where Filter With Return OrderBy Skip Limit Unwind Union Expand CallSubquery OptimizerPass
    FusedChainDistinctCount FusedChainGroupedPathCount FusedChainPathCount FusedCountAll FusedCountAllEdges
    FusedCountAnchoredEdges FusedCountByType FusedCountEdgesByType FusedCountLabelUnion FusedCountTypedEdge
    FusedCountTypedNode FusedMatchReturnAggregate FusedMatchWithAggregate FusedNodeScanAggregate FusedNodeScanTopK
    FusedOptionalMatchAggregate FusedOrderByTopK""".split()  # noqa: SIM905
)
NEO4J_OPERATORS = frozenset(
    """AllNodesScan Anti AntiConditionalApply AntiSemiApply Apply Argument AssertSameNode AssertSameRelationship
    BFSPruningVarLengthExpand CacheProperties CartesianProduct ConditionalApply DirectedAllRelationshipsScan
    DirectedRelationshipByElementIdSeek DirectedRelationshipByIdSeek DirectedRelationshipIndexContainsScan
    DirectedRelationshipIndexEndsWithScan DirectedRelationshipIndexScan DirectedRelationshipIndexSeek
    DirectedRelationshipIndexSeekByRange DirectedRelationshipTypeScan DirectedUnionRelationshipTypesScan Distinct
    Eager EagerAggregation EmptyResult EmptyRow ExhaustiveLimit Expand Filter IntersectionNodeByLabelsScan
    LeftOuterHashJoin LetAntiSemiApply LetSelectOrAntiSemiApply LetSelectOrSemiApply LetSemiApply Limit
    MultiNodeIndexSeek NodeByElementIdSeek NodeByIdSeek NodeByLabelScan NodeCountFromCountStore NodeHashJoin
    NodeIndexContainsScan NodeIndexEndsWithScan NodeIndexScan NodeIndexSeek NodeIndexSeekByRange
    NodeLeftOuterHashJoin NodeRightOuterHashJoin NodeUniqueIndexSeek NodeUniqueIndexSeekByRange Optional
    OptionalExpand OrderedAggregation OrderedDistinct OrderedUnion PartialSort PartialTop PartitionedAllNodesScan
    PartitionedNodeByLabelScan PartitionedUnwind ProduceResults ProjectEndpoints Projection PruningVarLengthExpand
    RelationshipCountFromCountStore Repeat RightOuterHashJoin RollUpApply SelectOrAntiSemiApply SelectOrSemiApply
    SemiApply ShortestPath Skip Sort StatefulShortestPath SubtractionNodeByLabelsScan Top TriadicBuild TriadicFilter
    TriadicSelection UndirectedAllRelationshipsScan UndirectedRelationshipByElementIdSeek
    UndirectedRelationshipByIdSeek UndirectedRelationshipIndexContainsScan UndirectedRelationshipIndexEndsWithScan
    UndirectedRelationshipIndexScan UndirectedRelationshipIndexSeek UndirectedRelationshipIndexSeekByRange
    UndirectedRelationshipTypeScan UndirectedUnionRelationshipTypesScan Union UnionNodeByLabelsScan Unwind
    ValueHashJoin VarLengthExpand""".split()  # noqa: SIM905 - a hundred quoted words are harder to read
)
"""The reading operators of Neo4j 5 (Cypher manual, "Operators and execution plans in detail")."""


def check_words(cypher: str) -> None:
    """The first gate.

    Raises:
        WriteRefused: the text does more than read the graph.
        QueryFailed: it is empty, or several statements.
    """
    if "\\u" in cypher or "\\U" in cypher:  # Neo4j turns these into characters before it reads the query
        raise WriteRefused("a query may not hold escaped characters (\\u…); pass them as a parameter")
    tokens = [(m.lastgroup, m.group()) for m in TOKEN.finditer(cypher) if m.lastgroup != "space"]
    while tokens and tokens[-1][1] == ";":
        tokens.pop()
    if not tokens:
        raise QueryFailed("the query is empty")
    if ("mark", ";") in tokens:
        raise QueryFailed("one statement at a time, please")
    _opens(tokens, 0)
    for i, (group, text) in enumerate(tokens):
        word = text.upper() if group == "word" else ""
        after = tokens[i + 1][1] if i + 1 < len(tokens) else ""
        if word == "UNION":
            _opens(tokens, i + 2 if after.upper() in {"ALL", "DISTINCT"} else i + 1)
        elif word == "LOAD" and after.upper() == "CSV":
            raise WriteRefused("LOAD CSV reads files, not the graph")
        elif word == "CALL" and after not in {"(", "{"}:
            raise WriteRefused(f"CALL {after}: procedures cannot be called")
        elif text == "(":
            _own_function(tokens, i)


def _opens(tokens: list[tuple[str | None, str]], i: int) -> None:
    word = tokens[i][1].upper() if i < len(tokens) else ""
    if word not in OPENING:
        raise WriteRefused(f"a query starts with MATCH, WITH, UNWIND or RETURN, not with {word or 'nothing'}")


def _own_function(tokens: list[tuple[str | None, str]], i: int) -> None:
    """Refuses ``a.b.c(``, unless ``a`` is a name space of the language."""
    if i < 3 or tokens[i - 1][0] not in {"word", "name"} or tokens[i - 2][1] != ".":
        return
    first = i - 3
    while first >= 2 and tokens[first - 1][1] == ".":
        first -= 2
    if tokens[first][1].lower() not in NAME_SPACES:
        called = "".join(text for _, text in tokens[first:i])
        raise WriteRefused(f"{called}(): only functions of the language itself can be called")


def check_plan(operators: Iterable[str], allowed: frozenset[str]) -> None:
    """The second gate; details after a space, a bracket or an ``@`` are not part of an operator's name.

    Raises:
        WriteRefused: the plan holds an operator that is not on the list.
    """
    for operator in operators:
        name = re.split(r"[\s(@]", operator.strip(), maxsplit=1)[0]
        if name not in allowed:
            raise WriteRefused(f"the query uses {name}")
