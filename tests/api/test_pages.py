"""Every page, in both languages: it loads, it is whole, it escapes foreign text, it asks nothing of the outside."""

import re
from html.parser import HTMLParser

import pytest
from small_site import MARKUP, fill, running, site_records

from api.app import create_app
from api.settings import Settings
from graph.stores import open_store
from queries.catalogue import load

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Seen(HTMLParser):
    """Tags that do not close, ids met twice, fields without a label, addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.fields: list[str] = []
        self.addresses: list[str] = []
        self.styled = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in said:
            self.ids.append(said["id"])
        if tag == "label":
            self.labels.add(said["for"])
        if tag in ("input", "select"):
            self.fields.append(said["id"])
        self.styled |= "style" in said or tag == "style" or any(name.startswith("on") for name in said)
        self.addresses += [said[name] for name in ("href", "src", "action") if name in said]

    def handle_startendtag(self, tag, attrs):
        self.addresses += [value for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture
def addresses(site_graph) -> list[str]:
    """Every page there is, of every document, unit and task."""
    graph = site_graph
    found = [
        "/",
        "/documents",
        "/units",
        "/findings",
        "/queries",
        "/api/docs",
        "/search",
        "/search?q=do+luong",
        "/search?q=zz",
    ]
    found += [f"/queries/{name}" for name in load()]
    found += [
        "/queries/tasks-by-unit?unit=van+phong",
        "/queries/tasks-by-unit?unit=zzz",
        "/findings?code=lead_placeholder",
    ]
    for label, section in (("Document", "documents"), ("Unit", "units"), ("Task", "tasks")):
        for node in graph.by_label(label):
            found += [f"/{section}/{node.id}", f"/explore/{node.id}?steps=2"]
    return found


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_page_is_whole_and_keeps_to_itself(site, addresses, lang):
    for address in addresses:
        answer = site.get(address, headers={"Cookie": f"lang={lang}"})
        assert answer.status_code == 200, address
        assert f'<html lang="{lang}">' in answer.text
        assert MARKUP not in answer.text, address
        seen = Seen(answer.text)
        assert (seen.open, seen.wrong) == ([], []), address
        assert len(seen.ids) == len(set(seen.ids)), address
        assert set(seen.fields) <= seen.labels, address
        assert not seen.styled, address
        assert all(re.match(r"[/#?][^/]|/$|#$", a) for a in seen.addresses), address
        assert answer.text.count("<h1>") == 1, address
        for table in re.findall(r"<table.*?</table>", answer.text, re.DOTALL):
            assert "<caption" in table, address


def test_links_lead_somewhere(site, addresses):
    met: set[str] = set()
    for address in addresses:
        met |= {a.split("#")[0] for a in Seen(site.get(address).text).addresses if a.startswith("/")}
    broken = [a for a in sorted(met) if a and site.get(a.replace("&amp;", "&")).status_code != 200]
    assert broken == []
    assert len(met) > 30


def test_what_every_answer_carries(site):
    for address in ("/", "/api/v1/status", "/static/style.css", "/none"):
        headers = site.get(address).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "[::1", "127.0.0.1.nip.io:8000"])
def test_another_host_name_is_refused(site, host):
    assert site.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "[::1]"])
def test_names_of_this_machine_are_answered(site, host):
    assert site.get("/api/v1/status", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(site, method):
    assert site.request(method, "/documents").status_code == 405


def test_an_endless_address_is_refused(site):
    assert site.get("/search?q=" + "x" * 5000).status_code == 414


def test_static_files_are_those_named(site):
    assert site.get("/static/vis-network.js").text.startswith("/**")
    for name in ("text.vi.yaml", "..%2ftext.vi.yaml", "__init__.py", "../text.vi.yaml"):
        assert site.get(f"/static/{name}").status_code == 404


def test_vietnamese_first_then_what_was_chosen(site_folder):
    with running(create_app(Settings(store=str(site_folder), language="en"))) as client:
        assert '<html lang="vi">' in client.get("/").text
        assert '<html lang="en">' in client.get("/?lang=en").text
        assert '<html lang="en">' in client.get("/units").text
        assert '<html lang="en">' in client.get("/units?lang=xx").text
        assert '<html lang="vi">' in client.get("/units?lang=vi").text


def test_the_other_language_keeps_the_question(site):
    text = site.get("/queries/tasks-by-unit", params={"unit": "van phong", "role": "any"}).text
    assert "/queries/tasks-by-unit?unit=van+phong&amp;role=any&amp;lang=en" in text


def test_a_query_that_means_several_things_lists_them(site):
    text = site.get("/queries/tasks-by-unit", params={"unit": "zzz"}).text
    assert 'role="alert"' in text
    text = site.get("/queries/lineage-up", params={"document": "CĐL"}).text
    assert text.count('class="button quiet"') >= 2


@pytest.mark.parametrize(("form", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("json", b"["), ("md", b"| ")])
def test_downloads(site, form, start):
    answer = site.get(f"/queries/unit-workload.{form}")
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert f'filename="unit-workload.{form}"' in answer.headers["content-disposition"]


@pytest.mark.parametrize("form", ["exe", "table", "XLSX"])
def test_an_unknown_format_is_a_problem(site, form):
    assert site.get(f"/queries/unit-workload.{form}").status_code == 422


@pytest.mark.parametrize("address", ["/", "/documents", "/static/style.css", "/queries/unit-workload.csv", "/none"])
def test_head_answers_as_get_without_a_body(site, address):
    head, get = site.head(address), site.get(address)
    assert (head.status_code, head.headers["content-type"]) == (get.status_code, get.headers["content-type"])
    assert head.content == b""


@pytest.mark.parametrize(("address", "kind"), [("/", "text/html"), ("/api/v1/status", "application/problem+json")])
def test_a_fault_of_ours_says_nothing_of_its_inside(address, kind):
    def opening():
        raise RuntimeError("the secret inside")

    with running(create_app(Settings(), opening=opening)) as client:
        answer = client.get(address)
    assert (answer.status_code, "secret" in answer.text) == (500, False)
    assert answer.headers["content-type"].startswith(kind)
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_the_evidence_stands_beside_the_row(site):
    text = site.get("/queries/tasks-by-unit", params={"unit": "trung tam du lieu"}).text
    assert "<blockquote>Xây dựng kho dữ liệu đo lường</blockquote>" in text


def test_pages_show_what_another_opening_of_the_store_wrote(tmp_path):
    store = open_store(tmp_path / "store", writable=True)
    fill(store, site_records()[:1])
    with running(create_app(Settings(store=str(tmp_path / "store")))) as client:
        before = client.get("/api/v1/status").json()
        assert "12/KH-CĐL" not in client.get("/documents").text
        fill(store, site_records())
        after = client.get("/api/v1/status").json()
        assert "12/KH-CĐL" in client.get("/documents").text
        assert before["generation"] != after["generation"]
        assert (before["counts"]["held"], after["counts"]["held"]) == (1, 2)
