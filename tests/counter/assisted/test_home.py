"""Going on at home: the code goes to the telephone of the counter's entry; wrong and unknown look alike."""

import re

import pytest
from django.test import Client

from counter.assisted.actions import claims, sessions
from counter.assisted.models import Person
from foundation.journal.models import Entry
from foundation.outbox.models import OutboxMessage
from licensing.models import Application
from licensing.terms import Status
from licensing.workflow import Refused
from tests.counter.assisted.conftest import RATNA_PHONE, Counter
from tests.factories.files import NIK, application_in, business

pytestmark = pytest.mark.django_db


def code() -> str:
    """The code of the last letter."""
    found = re.search(r"\b(\d{6})\b", str(OutboxMessage.objects.filter(kind="claim_code").latest("pk").payload["body"]))
    assert found
    return found[1]


def test_the_applicant_goes_on_at_home_with_the_qr_and_a_code(desk: Counter) -> None:
    ratna = desk.ratna()
    assistance, wulan = desk.start(ratna)
    mine = sessions.begin_draft(assistance, actor=wulan)
    holder = business(None, name="Ratna Dewi")
    done = application_in(Status.ISSUED, applicant=None, agency=None, holder=holder, assisted_for=ratna.subject)
    url = f"/lanjut/{ratna.claim_code}/"
    assert Client().get(url)["Location"].startswith("/akun/masuk/"), "signs in or up first, then comes back"
    home = desk.at("budi")
    assert home.get(url).status_code == 200
    assert home.post(url)["Location"] == "/lanjut/kode/"
    assert OutboxMessage.objects.get(kind="claim_code").payload["to"] == RATNA_PHONE
    assert home.post("/lanjut/kode/", {"kode": "000000" if code() != "000000" else "1" * 6}).status_code == 409
    assert home.post("/lanjut/kode/", {"kode": code()}).status_code == 302
    for file in (mine, done):
        file.refresh_from_db()
        assert file.applicant == desk.people.budi
    holder.refresh_from_db()
    ratna.refresh_from_db()
    assert (holder.owner, ratna.account) == (desk.people.budi, desk.people.budi)
    assert home.get(f"/permohonan/{mine.ref}/ajukan-nib/").status_code == 200
    assert desk.at("rina").get(f"/permohonan/{mine.ref}/ajukan-nib/").status_code == 404


def test_the_receipts_qr_leads_home_too_and_wrong_codes_look_like_unknown_ones(desk: Counter) -> None:
    ratna = desk.ratna()
    file = application_in(Status.SUBMITTED, applicant=None, agency=None, assisted_for=ratna.subject)
    shown = Client().get(f"/lacak/{file.number}/?kode={file.tracking_code}").content.decode()
    assert f"/lanjut/berkas/{file.number}/?kode={file.tracking_code}" in shown
    home = desk.at("budi")
    pages = {
        home.post(f"/lanjut/berkas/{file.number}/?kode={kode}")["Location"]
        for kode in (file.tracking_code, "SALAH12345")
    }
    unknown = home.post("/lanjut/2ZZZZZZZZZZZZZZZZZZZZZ/")["Location"]
    assert pages == {unknown} == {"/lanjut/kode/"}
    assert OutboxMessage.objects.filter(kind="claim_code").count() == 1


def test_somebody_without_phone_or_e_mail_gets_no_code_until_the_counter_wrote_one_down(desk: Counter) -> None:
    ratna = desk.ratna(phone="")
    claims.ask(ratna, actor=desk.people.actor("budi"))
    assert not OutboxMessage.objects.filter(kind="claim_code").exists()
    with pytest.raises(Refused, match="Kode salah"):
        claims.confirm("123456", actor=desk.people.actor("budi"))


def test_a_claimed_entry_is_claimed_once_and_five_wrong_codes_end_it(desk: Counter) -> None:
    ratna, budi, rina = desk.ratna(), desk.people.actor("budi"), desk.people.actor("rina")
    claims.ask(ratna, actor=budi)
    first = code()
    for _n in range(claims.TRIES):
        with pytest.raises(Refused):
            claims.confirm("x", actor=budi)
    with pytest.raises(Refused, match="Kode salah"):
        claims.confirm(first, actor=budi)
    for actor in (budi, rina):
        claims.ask(ratna, actor=actor)
        if actor is budi:
            budis = code()
    claims.confirm(code(), actor=rina)
    with pytest.raises(Refused, match="sudah terhubung"):
        claims.confirm(budis, actor=budi)


def test_an_account_never_holds_two_niks(desk: Counter) -> None:
    known = Person.objects.create(account=desk.people.budi, name="Budi Santoso", nik=NIK)
    ratna, budi = desk.ratna(), desk.people.actor("budi")
    claims.ask(ratna, actor=budi)
    with pytest.raises(Refused, match="NIK lain"):
        claims.confirm(code(), actor=budi)
    same = desk.ratna(nik=NIK, name="Budi Santoso")
    file = application_in(Status.SUBMITTED, applicant=None, agency=None, assisted_for=same.subject)
    claims.ask(same, actor=budi)
    assert claims.confirm(code(), actor=budi) == known
    same.refresh_from_db()
    assert same.merged_into == known
    assert Application.objects.get(pk=file.pk).applicant == desk.people.budi


def test_the_card_to_take_home_carries_the_qr_and_no_number(desk: Counter) -> None:
    ratna = desk.ratna()
    desk.start(ratna)
    words = desk.at().get("/loket/bantu/kartu/").content.decode()
    assert "Pindai untuk melanjutkan" in words
    assert RATNA_PHONE not in words
    assert desk.at("wulan").post(f"/lanjut/{ratna.claim_code}/").status_code == 403, "a clerk claims nothing"


def test_a_code_is_not_guessed_by_asking_for_a_new_one_again_and_again(desk: Counter) -> None:
    ratna, budi = desk.ratna(), desk.people.actor("budi")
    for _round in range(5):
        claims.ask(ratna, actor=budi)
        for _guess in range(claims.TRIES):
            with pytest.raises(Refused):
                claims.confirm("12345x", actor=budi)
    claims.ask(ratna, actor=budi)
    with pytest.raises(Refused):
        claims.confirm(code(), actor=budi)


def test_no_officer_receives_the_code_of_an_entry(desk: Counter) -> None:
    desk.wira.phone = RATNA_PHONE
    desk.wira.save()
    ratna, budi = desk.ratna(), desk.people.actor("budi")
    claims.ask(ratna, actor=budi)
    assert not OutboxMessage.objects.filter(kind="claim_code").exists()
    assert Entry.objects.get(kind="person.claim_asked").data == {"found": False, "withheld": "officer"}
    reached = desk.ratna(nik="", email="ratna@contoh.id")
    claims.ask(reached, actor=budi)
    assert [letter.payload["to"] for letter in OutboxMessage.objects.filter(kind="claim_code")] == ["ratna@contoh.id"]
