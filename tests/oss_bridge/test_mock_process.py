"""The mock as a process: its key, its faults, its letters to the portal, its memory after kill -9, its pages."""

import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import urllib3

from licensing.terms import Authority
from oss_bridge.contract import methods
from oss_bridge.contract.identifiers import WIB
from oss_bridge.contract.reading import tidy
from oss_bridge.contract.token import is_genuine
from oss_bridge.troubles import OssKeyRefused, OssRefused, OssUnavailable, OssUnknownOutcome
from tests.oss_bridge import cases
from tests.oss_bridge.sides import PASSWORD, ROOT, USER, HttpSide, MockProcess, Office, until


@pytest.fixture
def http(mock: MockProcess, office: Office) -> HttpSide:
    return HttpSide(mock, office)


def calls(mock: MockProcess, licence_id: str) -> list[dict[str, Any]]:
    return [one for one in mock.ask("GET", "/_journal").json()["calls"] if one["licence_id"] == licence_id]


@pytest.mark.parametrize(
    "path", ["/v1/kl/rba/checkNIB", "/simulasi/permohonan", "/_knobs", "/_journal", "/_permits", "/_stats"]
)
def test_without_the_key_nothing_is_done(mock: MockProcess, path: str) -> None:
    verb = "GET" if path in {"/_journal", "/_permits", "/_stats"} else "POST"
    for key in ("", "salah", "tests-user-keyx"):
        assert mock.ask(verb, path, {} if verb == "POST" else None, key=key).status == 401


def test_unknown_methods_verbs_and_bodies_are_answered_in_the_gateways_words(mock: MockProcess) -> None:
    assert mock.ask("POST", "/v1/kl/rba/getTokenOSS", {}).json()["kode"] == 404
    assert mock.ask("GET", "/v1/kl/rba/checkNIB").json()["kode"] == 405
    assert mock.ask("POST", "/v1/kl/rba/checkNIB", {"LAIN": {}}).json()["responcheckNIB"]["kode"] == 400
    assert mock.ask("POST", "/simulasi/lain", {}).status == 404
    assert mock.ask("POST", "/simulasi/permohonan", {"reference": "x"}).status == 400
    assert mock.ask("POST", "/_knobs", {"fault": "lain"}).status == 400
    assert mock.ask("GET", "/tidak-ada").json()["kode"] == 404


def test_the_pages_say_simulasi_and_show_both_sides(http: HttpSide) -> None:
    done = http.desk.hand_over(cases.hand_over())
    http.desk.fulfil(cases.files(done))
    http.client.send_status(cases.report(done, "10"))
    for path in ("/", "/pelaku-usaha/", "/kementerian/", "/gangguan/"):
        page = http.mock.ask("GET", path, key="")
        assert page.status == 200
        assert "SIMULASI" in page.data.decode()
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert done.licence_id in http.mock.ask("GET", "/").data.decode()


class Browser:
    """Forms of the mock's pages, with cookie and CSRF token."""

    def __init__(self, mock: MockProcess) -> None:
        self.mock, self.cookie, self.token = mock, "", ""

    def get(self, path: str) -> str:
        answer = self.mock.http.request("GET", self.mock.url + path, headers={"Cookie": self.cookie})
        self.cookie = answer.headers.get("Set-Cookie", self.cookie).partition(";")[0]
        return str(answer.data.decode())

    def fill(self, path: str, **fields: Any) -> Any:
        """Send the form of a page with its own defaults and these changes."""
        page = self.get(path)
        filled = dict(re.findall(r'<input[^>]*? name="(\w+)"[^>]*? value="([^"]*)"', page))
        self.token = filled.setdefault("csrfmiddlewaretoken", self.token)
        for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', page, re.DOTALL):
            chosen = re.search(r'value="([^"]*)" selected', options)
            filled[name] = chosen.group(1) if chosen else ""
        if 'type="checkbox"' in page:
            filled["needs_verification"] = "on"
        headers = {"Cookie": self.cookie, "Referer": self.mock.url + path}
        return self.mock.http.request(
            "POST", self.mock.url + path, fields=filled | fields, headers=headers, redirect=False
        )


def test_a_pelaku_usaha_registers_uploads_and_submits_in_oss(http: HttpSide) -> None:
    browser = Browser(http.mock)
    registered = browser.fill("/pelaku-usaha/", nik=cases.nik(), name="UD Siti")
    assert registered.status == 302
    page = registered.headers["Location"]
    licence_id = page.split("/")[2]
    nib = http.client.permit_status(licence_id).nib
    [(name, body)] = http.pushes(nib, 1)
    assert name == "receiveNIB"
    tree = methods.RECEIVE_NIB.read(tidy(body))
    row = tree.permit(licence_id)
    assert row is not None
    assert (row.licence_kind, row.flag, tree.projects[0].number) == ("04", "Y", "1")
    paper = http.mock.http.request("GET", http.mock.url + "/gaya.css").data
    assert browser.fill(page, name="CV", file=("cv.pdf", paper)).status == 422
    done = http.desk.hand_over(cases.hand_over(permit=cases.wanted(needs_verification=False)))
    pdf = http.client.fetch_pdf(http.client.signed_file_url(done.licence_id))
    assert browser.fill(page, name="Kurikulum", file=("kurikulum.pdf", pdf)).status == 302
    assert http.client.permit_status(licence_id).code == "12"
    assert browser.fill(page, kirim="1").status == 302
    assert http.client.permit_status(licence_id).code == "09"
    again = methods.RECEIVE_NIB.read(tidy(http.pushes(nib, 2)[-1][1]))
    assert again.document_kind == "5"
    [sent] = again.permits[0].requirements
    assert sent.note == "Kurikulum"
    assert http.client.fetch_pdf(sent.url) == pdf
    assert browser.fill(page, kirim="1").status == 302  # sent twice: the same page again, nothing twice
    assert len(http.pushes(nib, 2)) == 2


def test_a_form_without_its_token_or_with_a_bad_nik_does_nothing(http: HttpSide) -> None:
    before = http.mock.ask("GET", "/_stats").json()["nib"]
    assert http.mock.http.request("POST", f"{http.mock.url}/pelaku-usaha/", fields={}).status == 403
    assert Browser(http.mock).fill("/pelaku-usaha/", nik="123").status == 422
    assert http.mock.ask("GET", "/_stats").json()["nib"] == before


def test_the_ministrys_buttons_decide(http: HttpSide) -> None:
    done = http.desk.hand_over(cases.hand_over(permit=cases.wanted(authority=Authority.MINISTER)))
    http.desk.fulfil(cases.files(done))
    browser = Browser(http.mock)
    assert browser.fill("/kementerian/", licence_id=done.licence_id, code="45").status == 409
    assert browser.fill("/kementerian/", licence_id=done.licence_id, code="10").status == 302
    assert http.client.permit_status(done.licence_id).code == "10"
    assert browser.fill("/kementerian/", licence_id=done.licence_id, code="semua").status == 302
    assert http.client.permit_status(done.licence_id).code == "50"


@pytest.mark.parametrize(
    ("order", "trouble"),
    [
        ({"fault": "down"}, OssUnavailable),
        ({"fault": "error"}, OssUnavailable),
        ({"fault": "throttle", "value": "3"}, OssUnavailable),
        ({"fault": "unauthorised"}, OssKeyRefused),
        ({"fault": "refuse", "value": "Data izin tidak ditemukan"}, OssRefused),
        ({"fault": "bad_gateway"}, OssUnknownOutcome),
        ({"fault": "reset"}, OssUnknownOutcome),
    ],
)
def test_a_fault_before_changes_nothing_and_strikes_as_often_as_ordered(
    http: HttpSide, order: dict[str, Any], trouble: type[Exception]
) -> None:
    done = http.desk.hand_over(cases.hand_over())
    http.desk.fulfil(cases.files(done))
    http.mock.knob(**order, method="receiveLicenseStatus", next=1)
    with pytest.raises(trouble):
        http.client.send_status(cases.report(done, "10"))
    assert http.client.permit_status(done.licence_id).code == "09"
    http.client.send_status(cases.report(done, "10"))
    assert http.client.permit_status(done.licence_id).code == "10"


@pytest.mark.parametrize("fault", ["lost_answer", "broken_json", "timeout", "late_commit"])
def test_after_a_lost_answer_the_change_may_have_happened_and_asking_again_does_no_harm(
    http: HttpSide, fault: str
) -> None:
    done = http.desk.hand_over(cases.hand_over())
    http.desk.fulfil(cases.files(done))
    http.mock.knob(fault=fault, seconds=6, method="receiveLicenseStatus", next=1)
    with pytest.raises(OssUnknownOutcome):
        http.client.send_status(cases.report(done, "10"))
    assert until(lambda: http.client.permit_status(done.licence_id).code == "10")
    http.client.send_status(cases.report(done, "10"))


def test_a_lost_answer_to_a_hand_over_is_answered_the_same_the_second_time(http: HttpSide) -> None:
    given = cases.hand_over()
    http.mock.knob(fault="lost_answer", method="simulasi/permohonan", next=1)
    with pytest.raises(OssUnknownOutcome):
        http.desk.hand_over(given)
    done = http.desk.hand_over(given)
    assert len(http.client.nib_tree(done.nib).projects) == 1
    assert len(http.pushes(done.nib, 1)) == 1


def test_of_many_hand_overs_at_once_with_one_reference_one_is_done(http: HttpSide) -> None:
    given = cases.hand_over()
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: http.desk.hand_over(given), range(16)))
    assert len(set(done)) == 1
    assert len(http.client.nib_tree(done[0].nib).permits) == 1
    people = [cases.hand_over() for _ in range(16)]
    with ThreadPoolExecutor(8) as pool:
        assert len({one.nib for one in pool.map(http.desk.hand_over, people)}) == 16


def test_answers_of_the_wrong_type_slow_or_with_an_unknown_status_are_read(http: HttpSide) -> None:
    done = http.desk.hand_over(cases.hand_over())
    http.mock.knob(fault="code_as_text", next=1)
    assert http.client.permit_status(done.licence_id).code == "12"
    http.mock.knob(fault="unknown_status", licence_id=done.licence_id, next=1)
    found = http.client.permit_status(done.licence_id)
    assert (found.code, found.is_known, found.status) == ("77", False, None)
    http.mock.knob(fault="latency", seconds=0.4, method="checkLicenseStatus", next=1)
    began = time.monotonic()
    assert http.client.permit_status(done.licence_id).code == "12"
    assert time.monotonic() - began >= 0.4


def test_a_fault_with_a_probability_strikes_as_its_seed_says(http: HttpSide) -> None:
    done = http.desk.hand_over(cases.hand_over())

    def struck() -> list[bool]:
        http.mock.ask("DELETE", "/_knobs")
        http.mock.knob(fault="down", probability=0.5, seed=7, licence_id=done.licence_id)
        before = len(calls(http.mock, done.licence_id))
        for _ in range(8):
            http.mock.ask("POST", "/v1/kl/rba/checkLicenseStatus", {"CHECKLICENSESTATUS": {"id_izin": done.licence_id}})
        fresh = calls(http.mock, done.licence_id)[: len(calls(http.mock, done.licence_id)) - before]
        return [one["fault"] == "down" for one in fresh]

    first = struck()
    assert len(first) == 8
    assert {True, False} == set(first)
    assert struck() == first


def test_a_letter_is_sent_again_until_the_portal_takes_it_with_a_genuine_token(http: HttpSide) -> None:
    http.office.refuse_next = 2
    done = http.desk.hand_over(cases.hand_over())
    assert http.pushes(done.nib, 1)
    token = next(said for _, said, body in http.office.taken if done.nib in json.dumps(body))
    assert is_genuine(token, username=USER, password=PASSWORD, nib=done.nib, at=datetime.now(WIB))
    assert until(lambda: letter(http, done.nib)["state"] == "done")
    assert letter(http, done.nib)["attempts"] == 3


def letter(http: HttpSide, nib: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in http.mock.ask("GET", "/_journal").json()["pushes"] if one["nib"] == nib)
    return found


def test_letters_of_one_nib_arrive_in_order_unless_ordered_otherwise(http: HttpSide) -> None:
    at_once = cases.wanted(needs_verification=False)
    http.office.refuse_next = 1
    done = http.desk.hand_over(cases.hand_over(permit=at_once))
    assert [name for name, _ in http.pushes(done.nib, 2)] == ["receiveNIB", "receiveFileDS"]
    http.mock.knob(fault="out_of_order_push", method="receiveNIB", seconds=1.5, next=1)
    done = http.desk.hand_over(cases.hand_over(permit=at_once))
    assert [name for name, _ in http.pushes(done.nib, 2)] == ["receiveFileDS", "receiveNIB"]


def test_a_letter_arrives_twice_when_ordered_or_all_of_them_again(http: HttpSide) -> None:
    http.mock.knob(fault="duplicate_push", method="receiveNIB", value="2", next=1)
    done = http.desk.hand_over(cases.hand_over())
    assert len(http.pushes(done.nib, 3)) == 3
    http.mock.knob(act="push_again", nib=done.nib)
    assert len(http.pushes(done.nib, 4)) == 4


def test_orders_that_oss_cannot_follow_are_refused(http: HttpSide) -> None:
    done = http.desk.hand_over(cases.hand_over())
    assert "tidak sedang diproses" in http.mock.knob(act="expire", licence_id=done.licence_id)["refused"]
    assert "bukan kementerian" in http.mock.knob(act="verify", licence_id=done.licence_id)["refused"]
    assert "tidak ditemukan" in http.mock.knob(act="freeze", nib="0")["refused"]
    assert "Perbuatan tak dikenal" in http.mock.knob(act="lain")["refused"]


def test_the_description_of_its_doors_names_every_method(mock: MockProcess) -> None:
    described = mock.ask("GET", "/openapi.json").json()
    assert {f"/v1/kl/rba/{name}" for name in methods.TO_OSS if name != "inqueryCertificate"} <= set(described["paths"])
    assert described["info"]["title"] == "OSS tiruan (SIMULASI)"


def test_what_was_answered_survives_kill_9_and_waiting_letters_still_go(tmp_path: Path) -> None:
    office = Office()
    mock = MockProcess(tmp_path / "oss", "http://127.0.0.1:9")
    http = HttpSide(mock, office)
    given = cases.hand_over()
    done = http.desk.hand_over(given)
    http.desk.fulfil(cases.files(done))
    mock.stop(9)
    mock.portal = office.url
    mock.start()
    try:
        assert http.client.permit_status(done.licence_id).code == "09"
        assert http.desk.hand_over(given) == done
        assert [name for name, _ in http.pushes(done.nib, 1)] == ["receiveNIB"]
        second = http.desk.hand_over(cases.hand_over())
        assert second.nib != done.nib
        assert second.licence_id != done.licence_id
    finally:
        mock.stop()
        office.close()
    assert (tmp_path / "oss" / "secret").stat().st_mode & 0o777 == 0o600


def test_its_tables_are_those_of_its_models(tmp_path: Path) -> None:
    own = {"DJANGO_SETTINGS_MODULE": "oss_bridge.mock.settings", "MOCK_OSS_DATA": str(tmp_path), "MOCK_OSS_SECRET": "x"}
    words = [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]
    checked = subprocess.run(words, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_it_listens_on_loopback_and_knows_its_own_name_only(mock: MockProcess) -> None:
    headers = {"Host": "jahat.example", "user_key": "tests-user-key"}
    assert urllib3.request("GET", f"{mock.url}/", headers=headers, retries=False).status == 400


def on(mock: MockProcess) -> list[dict[str, Any]]:
    return list(mock.ask("GET", "/_knobs").json()["on"])


def test_a_tester_turns_troubles_on_and_off_by_hand(http: HttpSide) -> None:
    browser = Browser(http.mock)
    assert browser.fill("/gangguan/", fault="down", method="checkNIB", next="2").status == 302
    assert (
        browser.fill("/gangguan/", fault="refuse", method="receiveLicenseStatus", value="Bukan sekarang").status == 302
    )
    first, second = on(http.mock)
    assert (first["fault"], first["method"], first["left"]) == ("down", "checkNIB", 2)
    assert (second["left"], second["value"], second["probability"]) == (None, "Bukan sekarang", 1.0)
    assert "2 gangguan terpasang" in browser.get("/")
    with pytest.raises(OssUnavailable):
        http.client.check_nib("0101010101010")
    assert browser.fill("/gangguan/", matikan=str(first["id"])).status == 302
    assert [knob["id"] for knob in on(http.mock)] == [second["id"]]
    assert browser.fill("/gangguan/", matikan="9" * 5000).status == 302, "no such one; nothing breaks"
    assert browser.fill("/gangguan/", matikan="semua").status == 302
    assert on(http.mock) == []


def test_a_trouble_that_cannot_be_is_not_turned_on(http: HttpSide) -> None:
    browser = Browser(http.mock)
    for wrong in ({"fault": "lain"}, {"method": "getTokenOSS"}, {"probability": "2"}, {"licence_id": "I-1"}):
        assert browser.fill("/gangguan/", **({"fault": "down", "method": "*"} | wrong)).status == 422
    assert on(http.mock) == []


def test_the_last_minute_of_oss_is_undone_by_hand(http: HttpSide) -> None:
    done = http.desk.hand_over(cases.hand_over())
    answer = Browser(http.mock).fill("/gangguan/", putar="1")
    assert re.fullmatch(r"/gangguan/\?urung=[1-9]\d*", answer.headers["Location"])
    assert done.licence_id not in http.mock.ask("GET", "/pelaku-usaha/").data.decode()
    with pytest.raises(OssRefused):
        http.client.permit_status(done.licence_id)
