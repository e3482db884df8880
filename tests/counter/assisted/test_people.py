"""Finding and writing down people: masked, journalled, without a word about whose NIK is known."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from counter.assisted import demo
from counter.assisted.actions import people
from counter.assisted.models import Person
from counter.assisted.queries import search
from counter.logbook.models import Visit
from foundation.journal.models import Entry
from foundation.outbox.models import OutboxMessage
from licensing.models import Application
from licensing.terms import Status
from licensing.workflow import Refused
from tests.counter.assisted.conftest import RATNA_NIK, RATNA_PHONE, Counter
from tests.factories.files import NIK, application_in, business
from tests.people import person

pytestmark = pytest.mark.django_db
NEW = {"name": "Ratna Dewi", "nik": RATNA_NIK, "phone": "", "email": ""}


def keys(text: str) -> list[str]:
    return [hit.key for hit in search.find(text)[1]]


def test_a_person_is_found_by_every_number_and_by_part_of_a_name(desk: Counter) -> None:
    ratna = desk.ratna()
    wulan = desk.start(ratna)[1]
    file = application_in(Status.ISSUED, applicant=None, agency=desk.people.naker, assisted_for=wulan.on_behalf_of)
    mine = [f"orang:{ratna.pk}"]
    assert file.nib is not None
    typed = [RATNA_NIK, "1377 0155 0585 0002", "0813-7777-0001", "tna De", "ratna", file.number, file.nib.number]
    scanned = [f"https://x/lacak/{file.number}/?kode=ABC", f"http://127.0.0.1:8000/lanjut/{ratna.claim_code}/"]
    for text in typed + scanned:
        assert keys(str(text)) == mine, text


def test_accounts_and_unclaimed_businesses_are_found_too_and_opened_as_people(desk: Counter) -> None:
    business(desk.people.budi)
    business(None, nik=RATNA_NIK, name="Ratna Dewi")
    assert keys(NIK) == [f"akun:{desk.people.budi.pk}"] == keys("+6281200000001")[:1]
    assert keys("Ratna")[0].startswith("usaha:")
    budi = people.open_up(f"akun:{desk.people.budi.pk}", actor=desk.clerk())
    assert budi is not None
    assert (budi.account, budi.nik) == (desk.people.budi, NIK)
    assert keys(NIK)[0] == f"orang:{budi.pk}"
    ratna = people.open_up(keys("Ratna")[0], actor=desk.clerk())
    assert ratna is not None
    assert ratna.account is None
    for key in ("akun:999999", "orang:x", "hantu:1", f"akun:{desk.people.wulan.pk}", ""):
        assert people.open_up(key, actor=desk.clerk()) is None


def test_at_most_twenty_masked_rows_in_few_questions(desk: Counter) -> None:
    Person.objects.bulk_create(Person(name=f"Siti {n:03d}", claim_code=f"K{n:021d}") for n in range(60))
    with CaptureQueriesContext(connection) as asked:
        kind, hits = search.find("siti")
    assert (kind, len(hits)) == ("name", 20)
    assert len(asked) <= 6
    with pytest.raises(search.TooShort, match="tiga huruf"):
        search.find("si")


def test_a_search_is_journalled_without_what_was_typed_and_numbers_stay_masked(desk: Counter) -> None:
    desk.ratna()
    wulan = desk.at()
    page = wulan.post("/loket/cari/", {"cari": RATNA_NIK})
    words = page.content.decode()
    assert "Ratna Dewi" in words
    assert "1377********0002" in words
    assert "1 orang ditemukan" in words
    assert RATNA_PHONE not in words
    entry = Entry.objects.get(kind="person.searched")
    assert (entry.data, entry.note, entry.user_id) == ({"by": "nik", "found": 1}, "", desk.people.wulan.pk)
    assert wulan.get(f"/loket/cari/?cari={RATNA_NIK}").context["hits"] is None, "numbers never travel in an address"
    assert wulan.post("/loket/cari/", {"cari": ""}).status_code == 422


def test_a_nik_taken_by_another_neither_shows_nor_locks_out_its_owner(desk: Counter) -> None:
    business(desk.people.rina, nik=RATNA_NIK, name="Rina yang lain")
    page = desk.at().post("/loket/pemohon/baru/", {**NEW, "ktp_seen": "on"})
    assert page.status_code == 302
    ratna = Person.objects.get()
    assert (ratna.account, ratna.name, ratna.phone, ratna.email) == (None, "Ratna Dewi", "", "")
    assert not Application.objects.filter(assisted_for=ratna.subject).exists()
    shown = desk.at().get(f"/loket/pemohon/{ratna.pk}/").content.decode()
    assert "Rina yang lain" not in shown


def test_only_a_card_that_was_seen_finds_the_same_person_again(desk: Counter) -> None:
    clerk = desk.clerk()
    said = people.register(NEW, ktp_seen=False, actor=clerk)
    shown = people.register(NEW, ktp_seen=True, actor=clerk)
    assert said != shown
    assert people.register(NEW, ktp_seen=True, actor=desk.clerk("wira")) == shown
    assert (shown.identity_level, shown.ktp_seen_by) == ("ktp_seen", desk.people.wulan)
    assert (said.identity_level, said.ktp_seen_at) == ("declared", None)


def test_contact_data_changes_only_with_the_card_and_the_old_number_is_told(desk: Counter) -> None:
    said = people.register({**NEW, "phone": RATNA_PHONE}, ktp_seen=False, actor=desk.clerk())
    with pytest.raises(Refused, match="KTP-el dulu"):
        people.mend(said, {"phone": "+6281300000009"}, actor=desk.clerk())
    people.see_ktp(said, actor=desk.clerk())
    with pytest.raises(Refused, match="NIK tidak diganti"):
        people.mend(said, {"nik": NIK}, actor=desk.clerk())
    people.mend(said, {"phone": "+6281300000009"}, actor=desk.clerk())
    assert OutboxMessage.objects.get(kind="contact_changed").payload["to"] == RATNA_PHONE
    Person.objects.filter(pk=said.pk).update(account=desk.people.budi)
    said.refresh_from_db()
    with pytest.raises(Refused, match="mengubah datanya sendiri"):
        people.mend(said, {"phone": ""}, actor=desk.clerk())


@pytest.mark.parametrize(
    "path", ["cari/", "pemohon/baru/", "bantu/", "serah/", "bantu/kartu/", "bantu/selesai/", "pemohon/1/"]
)
def test_the_counter_is_the_clerks_alone(path: str, desk: Counter) -> None:
    desk.ratna()
    for name in ("budi", "hendra", "sari", "kadis", "admin", "auditor", "dedi", "ijah", "aduan"):
        assert desk.at(name).get(f"/loket/{path}").status_code == 403, name
    assert desk.at().get(f"/loket/{path}").status_code in {200, 302, 404}


def test_a_person_page_shows_what_is_theirs_and_nothing_of_others(desk: Counter) -> None:
    ratna = desk.ratna()
    theirs = application_in(Status.ISSUED, applicant=None, agency=None, assisted_for=ratna.subject)
    other = application_in(
        Status.ISSUED, applicant=desk.people.rina, agency=None, number="PB-2026-000777",
        holder=business(desk.people.rina, nik="1377014107900001", name="Orang lain"),
    )  # fmt: skip
    words = desk.at().get(f"/loket/pemohon/{ratna.pk}/").content.decode()
    assert str(theirs.number) in words
    assert str(other.number) not in words
    assert "Mulai layani" in words
    assert desk.at().get("/loket/pemohon/999999/").status_code == 404


def test_a_whole_register_is_searched_within_a_second(desk: Counter, django_assert_max_num_queries: Any) -> None:
    """100,000 people are measured by bench/people.py; here only that no search asks once a row."""
    for n in range(5):
        application_in(
            Status.ISSUED, applicant=person(f"siti{n}", f"Siti {n}"), agency=None, number=f"PB-2026-00{n:04d}",
            holder=business(None, nik=f"13770157089000{n:02d}", name=f"Siti {n}"),
        )  # fmt: skip
    with django_assert_max_num_queries(6):
        search.find("siti")


def test_the_demo_shows_somebody_who_was_helped_once(desk: Counter) -> None:
    User.objects.create_user("loket@contoh.id", name="Wulan", role=Role.CLERK, is_demo=True)
    assert len(demo.seed()) == 1
    assert demo.seed() == []
    ratna = Person.objects.get()
    assert Application.objects.get().assisted_for == ratna.subject
    assert Visit.objects.get().result == "berlanjut"
