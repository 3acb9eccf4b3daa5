"""The JSON API over real stores: the same answers from both, problems by RFC 9457, nothing written."""

import pytest
from small_site import fill, running, site_records

from api.app import create_app
from api.settings import Settings

V1 = "/api/v1"


def id_of(client, kind: str, words: str) -> str:
    (found,) = client.get(f"{V1}/{kind}", params={"q": words}).json()["items"]
    return found["id"]


def test_documents_held_come_first_with_their_counts(site):
    body = site.get(f"{V1}/documents").json()
    assert body["total"] == 3
    assert [d["number"] for d in body["items"] if d["status"] == "held"] == ["12/KH-CĐL", "7/NQ-CĐL"]
    plan = body["items"][0]
    assert (plan["tasks"], plan["targets"], plan["sources"]) == (3, 1, 1)


def test_a_document_says_what_it_cites_and_by_which_words(site):
    body = site.get(f"{V1}/documents/{id_of(site, 'documents', '12/kh-cdl')}").json()
    assert {c["relation"] for c in body["cites"]} == {"implements", "legal_basis"}
    assert all(c["quote"] for c in body["cites"])
    assert body["sets"][0]["value"] == 95.5


def test_the_words_of_a_search_need_no_diacritics(site):
    hits = site.get(f"{V1}/search", params={"q": "du lieu"}).json()
    assert {hit["label"] for hit in hits} == {"Unit", "Task"}


def test_lineage_goes_up_and_down(site):
    upper, plan = id_of(site, "documents", "7/nq-cdl ve do luong"), id_of(site, "documents", "12/kh-cdl")
    assert upper in {d["id"] for d in site.get(f"{V1}/documents/{plan}/lineage").json()["up"]}
    assert [d["id"] for d in site.get(f"{V1}/documents/{upper}/lineage").json()["down"]] == [plan]


def test_tasks_come_in_parts_and_in_printed_order(site):
    plan = id_of(site, "documents", "12/kh-cdl")
    first = site.get(f"{V1}/documents/{plan}/tasks", params={"limit": 2}).json()
    rest = site.get(f"{V1}/documents/{plan}/tasks", params={"limit": 2, "offset": 2}).json()
    assert [t["path"] for t in first["items"] + rest["items"]] == ["II.1", "II.2", "II.3"]
    assert first["total"] == rest["total"] == 3


def test_tasks_by_closing_date(site):
    found = site.get(f"{V1}/tasks", params={"due_from": "2090-01-01"}).json()["items"]
    assert [t["path"] for t in found] == ["II.3"]


def test_a_unit_with_its_work(site):
    body = site.get(f"{V1}/units/{id_of(site, 'units', 'trung tam du lieu')}").json()
    assert [t["path"] for t in body["work"]] == ["II.1"]
    assert [c["name"] for c in body["collaborators"]] == ["Văn phòng"]


def test_a_saved_query_runs_with_what_a_person_types(site):
    body = site.get(f"{V1}/queries/tasks-by-unit", params={"unit": "tt du lieu"}).json()
    assert [row["path"] for row in body["rows"]] == ["II.1"]
    assert body["rows"][0]["quote"]


def test_saved_queries_are_listed_in_the_language_asked_for(site):
    vi = {q["name"]: q["title"] for q in site.get(f"{V1}/queries").json()}
    en = {q["name"]: q["title"] for q in site.get(f"{V1}/queries", params={"lang": "en"}).json()}
    assert vi.keys() == en.keys()
    assert vi["deadlines"] != en["deadlines"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/documents/none", 404, "not_found"),
        ("/units/none", 404, "not_found"),
        ("/tasks/none", 404, "not_found"),
        ("/nothing", 404, "http_404"),
        ("/queries/no-such-query", 404, "unknown_query"),
        ("/queries/tasks-by-unit", 422, "missing_parameter"),
        ("/queries/tasks-by-unit?unit=zzzz", 422, "unknown_value"),
        ("/queries/deadlines?colour=red", 422, "unknown_parameter"),
        ("/queries/deadlines?from=31-31", 422, "invalid_value"),
        ("/tasks?limit=0", 422, "invalid_parameters"),
        ("/tasks?limit=100000", 422, "invalid_parameters"),
        ("/tasks?due_from=soon", 422, "invalid_parameters"),
        ("/search?q=" + "x" * 201, 422, "invalid_parameters"),
    ],
)
def test_problems(site, address, status, code):
    answer = site.get(V1 + address)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]


def test_a_problem_speaks_the_language_asked_for(site):
    said = [site.get(f"{V1}/documents/none", params={"lang": lang}).json()["detail"] for lang in ("vi", "en")]
    assert said == ["Không có văn bản “none”.", "There is no document “none”."]


def test_a_store_that_is_not_there_yet_is_no_crash(tmp_path):
    with running(create_app(Settings(store=str(tmp_path / "none")))) as client:
        answer = client.get(f"{V1}/status")
        assert (answer.status_code, answer.json()["code"]) == (503, "store_missing")
        assert client.get("/").status_code == 503


def test_the_description_knows_every_address(site):
    paths = site.get(f"{V1}/openapi.json").json()["paths"]
    assert {p.removeprefix(V1) for p in paths} >= {
        "/documents", "/documents/{id}", "/documents/{id}/tasks", "/documents/{id}/lineage", "/tasks", "/units",
        "/units/{id}", "/findings", "/queries", "/queries/{name}", "/search", "/status",
    }  # fmt: skip
    assert {method for calls in paths.values() for method in calls} == {"get"}


def test_both_stores_give_the_same_answers(site, place):
    store = place.open(writable=True)
    fill(store, site_records())
    store.close()
    plan = id_of(site, "documents", "12/kh-cdl")
    unit = id_of(site, "units", "van phong")
    task = id_of(site, "tasks", "quy trinh")
    addresses = [
        "/documents", f"/documents/{plan}", f"/documents/{plan}/tasks", f"/documents/{plan}/lineage", "/tasks",
        "/tasks?due_to=2099-12-31", f"/tasks/{task}", "/units", f"/units/{unit}", "/findings", "/search?q=do%20luong",
    ]  # fmt: skip
    settings = Settings(store=place.location, neo4j_user=place.user, neo4j_password=place.password)
    with running(create_app(settings)) as other:
        for address in addresses:
            assert other.get(V1 + address).json() == site.get(V1 + address).json(), address
        for page in ("/", f"/documents/{plan}", f"/units/{unit}", f"/explore/{plan}?steps=2", "/findings"):
            assert other.get(page).text == site.get(page).text, page
