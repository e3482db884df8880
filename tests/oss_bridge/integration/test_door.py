"""/api/oss/<method>: who may knock, what is kept, what is forgotten."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from oss_bridge.api.views import MOST_BYTES
from oss_bridge.inbound import inbox
from oss_bridge.models import InboxItem
from tests.oss_bridge.cases import hand_over
from tests.oss_bridge.integration.bridge import Bridge

NIB = "2211260000001"
SECRET_FAITH = "KEPERCAYAAN-RAHASIA"


def tree(**about: object) -> bytes:
    """A small tree of a NIB."""
    return json.dumps({"dataNIB": {"nib": NIB, "tgl_perubahan_nib": "2026-11-22", **about}}).encode()


def test_a_repeat_is_answered_1_and_kept_once(bridge: Bridge) -> None:
    for _time in range(3):
        answer = bridge.knock("receiveNIB", tree(), nib=NIB)
        assert answer.status_code == 200
        assert answer.json()["responreceiveNIB"]["status"] == "1"
    item = InboxItem.objects.get()
    assert (item.repeats, item.nib) == (2, NIB)


@pytest.mark.parametrize("given", ["", "salah", "Bearer salah"])
def test_a_wrong_token_is_401_and_nothing_is_kept(bridge: Bridge, given: str) -> None:
    answer = bridge.knock("receiveNIB", tree(), given=given)
    assert answer.status_code == 401
    assert answer.json()["responreceiveNIB"]["status"] == "2"
    assert not InboxItem.objects.exists()


def test_the_token_of_another_nib_does_not_open(bridge: Bridge) -> None:
    assert bridge.knock("receiveNIB", tree(), nib="9999999999999").status_code == 401


@pytest.mark.parametrize("body", [b"", b"<xml/>", b"[]", b'{"lain": {}}', b"\xff\xfe{", b'{"dataNIB":' * 40])
def test_what_cannot_be_read_is_400(bridge: Bridge, body: bytes) -> None:
    answer = bridge.knock("receiveNIB", body, nib=NIB)
    assert answer.status_code in {400, 401}
    assert answer.json()["responreceiveNIB"]["status"] == "2"
    assert not InboxItem.objects.exists()


def test_garbled_is_400_and_says_so(bridge: Bridge) -> None:
    answer = bridge.knock("receiveNIB", b"{bukan json", nib=NIB)
    assert (answer.status_code, answer.json()["responreceiveNIB"]["keterangan"]) == (400, "Isi pesan bukan JSON.")


def test_too_large_is_413_before_it_is_read(bridge: Bridge) -> None:
    answer = bridge.knock("receiveNIB", tree(isi="x" * MOST_BYTES), nib=NIB)
    assert answer.status_code == 413
    assert not InboxItem.objects.exists()


def test_an_unknown_method_and_a_get_are_refused(bridge: Bridge) -> None:
    assert bridge.knock("receiveMars", b"{}").status_code == 404
    assert bridge.http.get("/api/oss/receiveNIB").status_code == 405


def test_religion_marriage_and_work_are_never_stored(bridge: Bridge) -> None:
    body = tree(
        agama_user_proses=SECRET_FAITH, status_perkawinan_user_proses="KAWIN-X", pekerjaan_user_proses="KERJA-X"
    )
    bridge.knock("receiveNIB", body, nib=NIB)
    kept = json.dumps(InboxItem.objects.get().body)
    assert not any(word in kept for word in (SECRET_FAITH, "KAWIN-X", "KERJA-X", "agama"))


def test_the_body_rests_encrypted(bridge: Bridge) -> None:
    bridge.knock("receiveNIB", tree(nama_perseroan="NAMA-TERLIHAT"), nib=NIB)
    assert "NAMA-TERLIHAT" in json.dumps(InboxItem.objects.get().body)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM oss_bridge_inboxitem")
        raw = str(cursor.fetchone()[0])
    assert "NAMA-TERLIHAT" not in raw
    assert NIB not in raw


def test_after_90_days_the_body_is_gone_and_the_fact_stays(bridge: Bridge) -> None:
    bridge.knock("receiveNIB", tree(), nib=NIB)
    bridge.knock("receiveNIB", tree(nama_perseroan="B"), nib=NIB)
    old, young = InboxItem.objects.order_by("id")
    InboxItem.objects.filter(pk=old.pk).update(state="done", received_at=timezone.now() - timedelta(days=91))
    InboxItem.objects.filter(pk=young.pk).update(state="done", received_at=timezone.now() - timedelta(days=89))
    inbox.purge()
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.body, old.nib, len(old.sha256), old.purged_at is not None) == ({}, NIB, 64, True)
    assert young.body
    assert young.purged_at is None


def test_older_news_is_recorded_and_changes_nothing(bridge: Bridge) -> None:
    bridge.oss.hand_over(hand_over())
    method, nib, body = bridge.oss.books.posted[0]
    newer = json.loads(json.dumps(body))
    newer["dataNIB"] |= {"tgl_perubahan_nib": "2027-01-02", "status_nib": "01"}
    older = json.loads(json.dumps(body))
    older["dataNIB"] |= {"tgl_perubahan_nib": "2027-01-01", "status_nib": "06"}
    for said in (newer, older):
        assert bridge.knock(method, json.dumps(said).encode(), nib=nib).json()[f"respon{method}"]["status"] == "1"
        bridge.work("oss.inbox")
    states = list(InboxItem.objects.order_by("id").values_list("state", flat=True))
    assert states == ["done", "ignored"]


def test_a_franchise_registration_is_kept_for_a_person(bridge: Bridge) -> None:
    body = json.dumps({"dataNIBSTPW": {"nib": NIB, "nama_perusahaan_ln": "Foreign Ltd"}}).encode()
    assert bridge.knock("receiveNIBSTPW", body, nib=NIB).status_code == 200
    bridge.work("oss.inbox")
    item = InboxItem.objects.get()
    assert (item.state, "STPW" in item.problem) == ("parked", True)
