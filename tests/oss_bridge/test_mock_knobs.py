"""Every trouble that the mock can make, and its books as a checker reads them: nothing applied without its line."""

import json
import random
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import urllib3

from oss_bridge.contract import simulation
from oss_bridge.mock import knobs
from oss_bridge.troubles import OssRefused, OssUnavailable, OssUnknownOutcome
from tests.oss_bridge import cases
from tests.oss_bridge.sides import KEY, HttpSide, MockProcess, Office

NAMED = {  # what the mock must be able to do, by the name of its knob
    "slow": "latency", "drip": "drip", "timeout": "timeout", "reset": "reset", "500": "error",
    "502 HTML": "bad_gateway", "429": "throttle", "401": "unauthorised", "business 400": "refuse",
    "broken JSON": "broken_json", "wrong-type kode": "code_as_text", "duplicate pushes": "duplicate_push",
    "out-of-order pushes": "out_of_order_push",
    "late commit": "late_commit", "lost answer": "lost_answer", "unknown status": "unknown_status",
    "57 at expiry": "expiry",
}  # fmt: skip


@pytest.fixture
def http(mock: MockProcess, office: Office) -> HttpSide:
    return HttpSide(mock, office)


def permit(mock: MockProcess, licence_id: str) -> dict[str, Any]:
    """One permit of OSS's books, read page by page as a checker does."""
    after: str | None = ""
    while after is not None:
        page = mock.ask("GET", f"/_permits?sejak={after}").json()
        for one in page["permits"]:
            if one["licence_id"] == licence_id:
                return dict(one)
        after = page["next"]
    raise AssertionError(licence_id)


def test_every_trouble_that_was_asked_for_has_its_knob(mock: MockProcess) -> None:
    told = set(mock.ask("GET", "/_knobs").json()["faults"])
    assert set(NAMED.values()) <= told
    assert told == set(knobs.FAULTS)


def test_57_crosses_the_call_that_brings_45(http: HttpSide) -> None:
    done = http.desk.hand_over(cases.hand_over())
    http.desk.fulfil(cases.files(done))
    for code in ("10", "20"):
        http.client.send_status(cases.report(done, code))
    http.mock.knob(fault="expiry", method="receiveLicenseStatus", licence_id=done.licence_id, next=1)
    with pytest.raises(OssRefused, match="tidak dapat menyusul 57"):
        http.client.send_status(cases.report(done, "45"))
    held = permit(http.mock, done.licence_id)
    assert (held["code"], held["portal_code"]) == ("57", "20")
    assert [step["code"] for step in held["history"]] == ["12", "09", "10", "20", "57"]
    assert held["number"].startswith(done.nib)


def test_a_57_that_cannot_strike_changes_nothing(http: HttpSide) -> None:
    done = http.desk.hand_over(cases.hand_over())
    http.mock.knob(fault="expiry", licence_id=done.licence_id, next=1)
    assert http.client.permit_status(done.licence_id).code == "12"


@pytest.mark.parametrize("fault", ["lost_answer", "broken_json", "timeout", "drip"])
def test_the_simulations_own_doors_lose_answers_too(http: HttpSide, fault: str) -> None:
    given = cases.hand_over()
    http.mock.knob(fault=fault, seconds=6, method="simulasi/permohonan", next=1)
    with pytest.raises(OssUnknownOutcome):
        http.desk.hand_over(given)
    assert http.desk.hand_over(given).reference == given.reference


def test_429_of_the_simulations_doors_rests_the_whole_way(http: HttpSide) -> None:
    http.mock.knob(fault="throttle", value="7", method="simulasi/permohonan", next=1)
    with pytest.raises(OssUnavailable) as no:
        http.desk.hand_over(cases.hand_over())
    assert (no.value.is_throttled, no.value.retry_after) == (True, 7)


def test_the_same_seed_strikes_the_same_application_in_whatever_order_calls_come(http: HttpSide) -> None:
    """Two runs with other ids and another order; the portal's numbers are the same."""
    number = int(time.time() * 1000) % 500_000
    struck: list[dict[str, list[bool]]] = []
    for run in range(2):
        http.mock.ask("DELETE", "/_knobs")
        names = [f"PB-2031-{number + run * 10 + place:06d}" for place in range(2)]
        done = {name: http.desk.hand_over(cases.hand_over(reference=name)) for name in names}
        http.mock.knob(fault="down", probability=0.5, seed=11, method="checkLicenseStatus")
        found: dict[str, list[bool]] = {name: [] for name in names}
        order = names * 6 if run == 0 else [names[0]] * 6 + [names[1]] * 6
        for name in order:
            body = {"CHECKLICENSESTATUS": {"id_izin": done[name].licence_id}}
            found[name].append(http.mock.ask("POST", "/v1/kl/rba/checkLicenseStatus", body).status == 503)
        struck.append(found)
        expected = {name: [draw(11, name, turn) for turn in range(6)] for name in names}
        assert found == expected
    assert struck[0] != struck[1]  # other numbers, other luck: the draw is by application


def draw(seed: int, name: str, turn: int) -> bool:
    """The rule, written down once more."""
    return random.Random(f"{seed}:checkLicenseStatus:{name}:{turn}").random() < 0.5


def test_the_journal_is_read_forward_without_a_gap(http: HttpSide) -> None:
    done = http.desk.hand_over(cases.hand_over())
    start = max(one["id"] for one in http.mock.ask("GET", "/_journal").json()["calls"])
    for _n in range(3):
        http.client.permit_status(done.licence_id)
    page = http.mock.ask("GET", f"/_journal?sejak={start}").json()
    ids = [one["id"] for one in page["calls"]]
    assert ids == list(range(start + 1, start + 4))
    assert page["next"]["calls"] == ids[-1]
    assert http.mock.ask("GET", f"/_journal?sejak={ids[-1]}").json()["calls"] == []
    assert {(one["http_status"], one["code"]) for one in page["calls"]} == {(200, 200)}


def test_the_description_of_the_doors_names_the_books(mock: MockProcess) -> None:
    paths = mock.ask("GET", "/openapi.json").json()["paths"]
    assert {"/_knobs", "/_journal", "/_permits", "/_stats"} <= set(paths)
    assert set(paths["/_knobs"]) == {"get", "post", "delete"}


def walk(mock: MockProcess, done: simulation.HandedOver) -> None:
    """The office tells one permit's way, until nobody answers."""
    pool = urllib3.PoolManager(retries=False, timeout=5)
    for code in ("10", "20", "41"):
        body = json.dumps({"IZINSTATUS": cases.report(done, code).wire()}).encode()
        url = f"{mock.url}/v1/kl/rba/receiveLicenseStatus"
        try:
            pool.request("POST", url, body=body, headers={"user_key": KEY})
        except urllib3.exceptions.HTTPError:
            return


def lines_of(calls: list[dict[str, Any]], licence_id: str) -> list[str]:
    """The codes that the journal says were taken for one permit."""
    mine = [one for one in calls if one["licence_id"] == licence_id and one["method"] == "receiveLicenseStatus"]
    return [json.loads(one["request"])["IZINSTATUS"]["kd_status"] for one in mine if one["code"] == 200]


def test_after_kill_9_every_change_has_its_line_and_every_line_its_change(tmp_path: Path) -> None:
    """Eight callers, the process killed in the middle; then the two books are compared."""
    office = Office()
    mock = MockProcess(tmp_path / "oss", "http://127.0.0.1:9")
    http = HttpSide(mock, office)
    files = [http.desk.hand_over(cases.hand_over()) for _n in range(8)]
    for one in files:
        http.desk.fulfil(cases.files(one))
    threads = [threading.Thread(target=walk, args=(mock, one)) for one in files]
    for thread in threads:
        thread.start()
    time.sleep(0.15)
    mock.stop(signal.SIGKILL)
    for thread in threads:
        thread.join()
    mock.start()
    try:
        calls = mock.ask("GET", "/_journal?sejak=0").json()["calls"]
        for one in files:
            held = [step["code"] for step in permit(mock, one.licence_id)["history"]]
            assert held == ["12", "09", *lines_of(calls, one.licence_id)]
    finally:
        mock.stop()
        office.close()
