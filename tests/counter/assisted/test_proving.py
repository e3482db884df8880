"""An account that only says a NIK is not raised by a card alone: its owner reads out a code that the account gets."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from counter.assisted.actions import merging, people, proving
from counter.assisted.models import Assistance, Merge, Person
from counter.assisted.queries.people import files_of
from counter.logbook.models import Visit
from foundation.journal.models import Entry
from foundation.outbox.models import OutboxMessage
from licensing.models import PelakuUsaha
from licensing.terms import Status
from licensing.workflow import Refused
from tests.counter.assisted.conftest import RATNA_NIK, Counter
from tests.factories.files import NIK, application_in, business

pytestmark = pytest.mark.django_db
BUDIS_PHONE = "+6281266660001"


def code() -> str:
    """The six numbers of the last letter."""
    found = re.search(
        r"\b(\d{6})\b", OutboxMessage.objects.filter(kind="account_proof_code").latest("pk").payload["body"]
    )
    assert found
    return found[1]


def budi(desk: Counter, *, is_verified: bool = True) -> tuple[Person, Assistance]:
    """The account has declared a NIK under which OSS brought a business; its owner shows a card with that NIK."""
    user = desk.people.budi
    user.phone, user.phone_verified_at = BUDIS_PHONE, timezone.now() if is_verified else None
    user.save()
    business(user)
    holder = business(None, nik=NIK, name="Usaha dari OSS")
    application_in(Status.ISSUED, applicant=None, agency=None, number="PB-2026-000777", holder=holder)
    person = people.open_up(f"akun:{user.pk}", actor=desk.clerk())
    assert person is not None
    assistance, _wulan = desk.start(person)
    person.refresh_from_db()
    return person, assistance


def test_a_card_alone_raises_no_account(desk: Counter) -> None:
    person, assistance = budi(desk)
    assert assistance.ktp_seen_at is not None, "who stands there was seen, and the service goes on"
    assert (person.identity_level, person.ktp_seen_at) == ("declared", None)
    assert not files_of(person).filter(number="PB-2026-000777").exists(), "what OSS brought stays nobody's"
    assert not Entry.objects.filter(kind="person.ktp_seen").exists()
    assert set(PelakuUsaha.objects.values_list("identity_level", flat=True)) == {"declared"}


def test_the_code_goes_to_the_account_itself_and_raises_it(desk: Counter) -> None:
    person, _assistance = budi(desk)
    clerk = desk.at()
    assert "Kirim kode ke akun" in clerk.get("/loket/bantu/").content.decode()
    Person.objects.filter(pk=person.pk).update(email="penipu@contoh.id")  # what the counter wrote down counts nothing
    assert clerk.post("/loket/bantu/akun/").status_code == 302
    told = {letter.payload["to"] for letter in OutboxMessage.objects.filter(kind="account_proof_code")}
    assert told == {desk.people.budi.email, BUDIS_PHONE}
    assert clerk.post("/loket/bantu/akun/kode/", {"kode": ""}).status_code == 422
    wrong = "000000" if code() != "000000" else "111111"
    assert clerk.post("/loket/bantu/akun/kode/", {"kode": wrong}).status_code == 409
    assert clerk.post("/loket/bantu/akun/kode/", {"kode": code()}).status_code == 302
    person.refresh_from_db()
    assert (person.identity_level, person.ktp_seen_by) == ("ktp_seen", desk.people.wulan)
    assert files_of(person).filter(number="PB-2026-000777").exists()
    assert "akun dicocokkan dengan KTP-el" in {act.text for act in Visit.objects.get().acts.all()}
    assert clerk.post("/loket/bantu/akun/").status_code == 409, "there is nothing left to prove"


def test_a_telephone_that_nobody_verified_gets_no_code(desk: Counter) -> None:
    _person, assistance = budi(desk, is_verified=False)
    proving.ask(assistance, actor=desk.clerk())
    assert [letter.payload["to"] for letter in OutboxMessage.objects.filter(kind="account_proof_code")] == [
        desk.people.budi.email
    ]


def test_five_wrong_codes_end_it_and_codes_are_not_asked_for_without_end(desk: Counter) -> None:
    _person, assistance = budi(desk)
    proving.ask(assistance, actor=desk.clerk())
    for _try in range(proving.TRIES):
        with pytest.raises(Refused, match="Kode salah"):
            proving.confirm(assistance, "x", actor=desk.clerk())
    with pytest.raises(Refused, match="Kode salah"):
        proving.confirm(assistance, code(), actor=desk.clerk())
    for _more in range(9):
        proving.ask(assistance, actor=desk.clerk())
    with pytest.raises(Refused, match="Terlalu banyak kode"):
        proving.ask(assistance, actor=desk.clerk())


def test_wrong_tries_do_not_lengthen_the_life_of_a_code(desk: Counter, time_machine: Any) -> None:
    _person, assistance = budi(desk)
    began = timezone.now()
    time_machine.move_to(began, tick=False)
    proving.ask(assistance, actor=desk.clerk())
    time_machine.move_to(began + timedelta(minutes=14), tick=False)
    with pytest.raises(Refused):
        proving.confirm(assistance, "x", actor=desk.clerk())
    time_machine.move_to(began + timedelta(minutes=16), tick=False)
    with pytest.raises(Refused):
        proving.confirm(assistance, code(), actor=desk.clerk())


def test_nothing_is_proved_without_a_card_or_by_a_proxy_or_where_there_is_no_account(desk: Counter) -> None:
    person = people.open_up(f"akun:{desk.people.budi.pk}", actor=desk.clerk())
    assert person is not None
    Person.objects.filter(pk=person.pk).update(nik=NIK)
    unseen, _actor = desk.start(person, ktp_seen=False)
    with pytest.raises(Refused, match="Lihat KTP-el pemilik akun"):
        proving.ask(unseen, actor=desk.clerk())
    other, _actor = desk.start(desk.ratna(), "wira")
    with pytest.raises(Refused, match="Lihat KTP-el pemilik akun"):
        proving.ask(other, actor=desk.clerk("wira"))


def test_an_account_that_has_said_no_nik_yet_is_helped_and_raised_later(desk: Counter) -> None:
    person = people.open_up(f"akun:{desk.people.budi.pk}", actor=desk.clerk())
    assert person is not None
    assistance, _wulan = desk.start(person)
    assert assistance.ktp_seen_at is not None, "nothing stands in the way of reading statements aloud"
    person.refresh_from_db()
    assert (person.nik, person.identity_level, proving.is_open(assistance)) == ("", "declared", False)
    business(desk.people.budi)
    again = people.open_up(f"orang:{person.pk}", actor=desk.clerk())
    assert again is not None
    assert (again.pk, again.nik, again.identity_level) == (person.pk, NIK, "declared")


def test_a_nik_that_is_said_after_the_card_was_seen_is_not_proved_by_that_look(desk: Counter) -> None:
    person = people.open_up(f"akun:{desk.people.budi.pk}", actor=desk.clerk())
    assert person is not None
    assistance, _wulan = desk.start(person)
    clerk = desk.at()
    business(desk.people.budi)  # said on the telephone meanwhile: anybody's NIK
    people.open_up(f"orang:{person.pk}", actor=desk.clerk())
    assert clerk.post("/loket/bantu/akun/").status_code == 409
    assert not OutboxMessage.objects.filter(kind="account_proof_code").exists(), "the card was compared with nothing"
    assert "KTP-el sudah dilihat dan cocok" in clerk.get("/loket/bantu/").content.decode(), "it is asked for again"
    clerk.post("/loket/bantu/ktp/")
    assistance.refresh_from_db()
    assert proving.is_open(assistance), "compared with the NIK, and the code may be sent"


def test_an_unproved_account_is_not_joined_with_somebody_whose_card_was_seen(desk: Counter) -> None:
    impostor = Person.objects.create(account=desk.people.budi, name="Ratna Dewi", nik=RATNA_NIK)
    with pytest.raises(Refused, match="baru menyebut NIK"):
        merging.propose(impostor, desk.ratna(), reason="NIK sama", actor=desk.clerk())
    assert not Merge.objects.exists()


def test_every_opening_of_a_person_is_journalled_by_whichever_way(desk: Counter) -> None:
    ratna, wulan = desk.ratna(), desk.at()
    wulan.post("/loket/pemohon/buka/", {"kunci": f"orang:{ratna.pk}"}, follow=True)
    wulan.get(f"/loket/pemohon/{ratna.pk}/")
    wulan.get(f"/loket/pemohon/{ratna.pk}/")
    for page in ("ubah", "mulai", "kuasa", "gabung"):
        wulan.get(f"/loket/pemohon/{ratna.pk}/{page}/")
    rows = Entry.objects.filter(kind="person.opened", subject=ratna.subject, user_id=desk.people.wulan.pk)
    assert [row.data["page"] for row in rows.order_by("pk")] == [
        "person", "person", "person", "contact", "start", "proxy", "merge",
    ]  # fmt: skip


def test_two_changes_within_a_second_are_two_letters(desk: Counter, time_machine) -> None:
    ratna = desk.ratna()
    time_machine.move_to("2026-11-24T09:00:00+07:00", tick=False)
    people.mend(ratna, {"phone": "+6281300000009"}, actor=desk.clerk())
    people.mend(ratna, {"phone": "+6281300000010"}, actor=desk.clerk())
    assert OutboxMessage.objects.filter(kind="contact_changed").count() == 2


def test_a_colleagues_telephone_proves_nothing_about_an_applicant(desk: Counter) -> None:
    """Else an account made up under somebody's NIK is raised by officers between themselves."""
    _person, _assistance = budi(desk)
    desk.wira.phone = BUDIS_PHONE
    desk.wira.save()
    clerk = desk.at()
    refused = clerk.post("/loket/bantu/akun/")
    assert (refused.status_code, "milik petugas kantor" in refused.content.decode()) == (409, True)
    assert not OutboxMessage.objects.filter(kind="account_proof_code").exists()
    entry = Entry.objects.get(kind="person.proof_refused")
    assert (entry.user_id, entry.data) == (desk.people.wulan.pk, {"why": "officer"})
    assert clerk.post("/loket/bantu/akun/kode/", {"kode": "123456"}).status_code == 409
    desk.wira.is_active = False
    desk.wira.save()
    assert clerk.post("/loket/bantu/akun/").status_code == 302, "who has left the office is a citizen again"
