"""The search as JSON."""

import pytest
from django.test import Client
from rest_framework.throttling import AnonRateThrottle

pytestmark = pytest.mark.usefixtures("catalogue")


def test_answers_are_ranked_with_code_title_edition_and_risks(client: Client) -> None:
    found = client.get("/api/v1/kbli/", {"q": "laundry", "edition": "2025"}).json()
    first = found["results"][0]
    assert (first["rank"], first["edition"], first["code"], first["risks"]) == (1, "2025", "96100", ["low"])
    assert first["title"] == "Aktivitas Pencucian dan Pembersihan Produk Tekstil dan Bulu"
    assert found["count"] == len(found["results"])
    assert first["risks_by_scale"][-1]["scale"] == "medium"  # no Besar row


def test_a_reused_code_asks_for_its_edition(client: Client) -> None:
    found = client.get("/api/v1/kbli/", {"q": "78104"}).json()
    assert found["ask_edition"] is True
    assert [(r["edition"], r["moved_to"]) for r in found["results"]] == [("2025", []), ("2020", ["78105"])]
    one = client.get("/api/v1/kbli/", {"q": "78104", "edition": "2020"}).json()
    assert (one["ask_edition"], one["count"]) == (False, 1)


def test_indicative_risks_are_marked(client: Client) -> None:
    found = client.get("/api/v1/kbli/", {"q": "01132"}).json()["results"][0]
    assert (found["is_indicative"], found["risks"]) == (True, ["low", "medium_low", "medium_high"])


@pytest.mark.parametrize(
    "asked", [{}, {"q": ""}, {"q": "x" * 201}, {"q": "a", "edition": "2017"}, {"q": "a", "limit": 0}, {"q": "a\x00"}]
)
def test_bad_questions_are_refused_with_400(client: Client, asked: dict[str, str]) -> None:
    assert client.get("/api/v1/kbli/", asked).status_code == 400


def test_only_reading_is_offered(client: Client) -> None:
    assert client.post("/api/v1/kbli/", {"q": "warung"}).status_code == 405


def test_an_address_that_asks_too_much_must_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "3/min"})
    answers = [client.get("/api/v1/kbli/", {"q": "warung"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_the_api_describes_itself_without_a_foreign_host(client: Client) -> None:
    schema = client.get("/api/schema/?format=json").json()
    assert "/api/v1/kbli/" in schema["paths"]
    names = {p["name"] for p in schema["paths"]["/api/v1/kbli/"]["get"]["parameters"]}
    assert names == {"q", "edition", "limit"}
    page = client.get("/api/docs/")
    assert page.status_code == 200
    assert b"//cdn" not in page.content
    assert b"<script>" not in page.content
