"""(targets come with the next commit)"""
from __future__ import annotations
from typing import Any
def read_targets(layout: Any, purposes: Any, context: Any) -> Any:
    return [], [], []
