"""Two entries of one person: two officers, never two NIKs, and back again."""

import pytest
from django.db import IntegrityError, transaction

from counter.assisted.actions import merging, people
from counter.assisted.models import Merge, Person
from counter.assisted.queries.people import files_of, person_of
from licensing.terms import Status
from licensing.workflow import Refused
from tests.counter.assisted.conftest import RATNA_NIK, RATNA_PHONE, Counter
from tests.factories.files import application_in, business

pytestmark = pytest.mark.django_db
OTHER = "1377014107900001"


def twins(desk: Counter) -> tuple[Person, Person]:
    """Bu Ratna, and Bu Ratna written down without a card."""
    again = people.register({"name": "Ratna D.", "nik": RATNA_NIK, "phone": "+6281300000009"}, ktp_seen=False,
                            actor=desk.clerk())  # fmt: skip
    return desk.ratna(), again


def test_a_second_officer_joins_them_and_it_can_be_undone(desk: Counter) -> None:
    kept, gone = twins(desk)
    file = application_in(Status.ISSUED, applicant=None, agency=None, assisted_for=gone.subject)
    merge = merging.propose(kept, gone, reason="Tercatat dua kali", actor=desk.clerk())
    with pytest.raises(Refused, match="petugas lain"):
        merging.approve(merge, actor=desk.clerk())
    merging.approve(merge, actor=desk.clerk("wira"))
    file.refresh_from_db()
    assert (file.assisted_for, person_of(gone.pk)) == (kept.subject, kept)
    assert list(files_of(kept)) == [file]
    after = application_in(Status.ISSUED, applicant=None, agency=None, number="PB-2026-000555",
                           holder=business(None, nik=OTHER), assisted_for=kept.subject)  # fmt: skip
    merging.undo(merge, reason="Ternyata orang lain", actor=desk.clerk())
    for row in (file, after):
        row.refresh_from_db()
    assert (file.assisted_for, after.assisted_for) == (gone.subject, kept.subject)
    assert person_of(gone.pk) == gone


def test_two_niks_are_never_joined_and_neither_are_two_accounts(desk: Counter) -> None:
    kept, gone = twins(desk)
    other = people.register({"name": "Ratna Dewi", "nik": OTHER}, ktp_seen=False, actor=desk.clerk())
    with pytest.raises(Refused, match="dua orang"):
        merging.propose(kept, other, reason="Nama sama", actor=desk.clerk())
    merge = merging.propose(kept, gone, reason="Tercatat dua kali", actor=desk.clerk())
    gone.nik = OTHER
    gone.save()
    with pytest.raises(Refused, match="dua orang"):  # looked at again when it is decided
        merging.approve(Merge.objects.get(pk=merge.pk), actor=desk.clerk("wira"))
    assert Merge.objects.get().state == "proposed"
    Person.objects.filter(pk=kept.pk).update(account=desk.people.budi)
    Person.objects.filter(pk=other.pk).update(account=desk.people.rina, nik_index=kept.nik_index)
    with pytest.raises(Refused, match="Keduanya punya akun"):
        merging.propose(Person.objects.get(pk=kept.pk), Person.objects.get(pk=other.pk), reason="x", actor=desk.clerk())


def test_the_database_wants_two_officers_too(desk: Counter) -> None:
    kept, gone = twins(desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.create(kept=kept, gone=gone, reason="x", proposed_by=desk.wira, decided_by=desk.wira)


def test_nothing_is_joined_while_somebody_is_being_helped(desk: Counter) -> None:
    kept, gone = twins(desk)
    merge = merging.propose(kept, gone, reason="Tercatat dua kali", actor=desk.clerk())
    desk.start(kept)
    with pytest.raises(Refused, match="sedang dilayani"):
        merging.approve(merge, actor=desk.clerk("wira"))


def test_the_pages_of_joining(desk: Counter) -> None:
    kept, gone = twins(desk)
    wulan, wira = desk.at(), desk.at("wira")
    url = f"/loket/pemohon/{kept.pk}/gabung/"
    assert wulan.post(url, {"other": "081399990000", "reason": "Tercatat dua kali"}).status_code == 422
    assert wulan.post(url, {"other": "0813-0000-0009", "reason": "Tercatat dua kali"}).status_code == 302
    merge = Merge.objects.get()
    assert (merge.kept, merge.gone) == (kept, gone)
    page = wira.get(f"/loket/gabung/{merge.pk}/").content.decode()
    assert RATNA_NIK not in page
    assert RATNA_PHONE not in page
    assert wulan.post(f"/loket/gabung/{merge.pk}/putuskan/", {"putusan": "setuju"}).status_code == 409
    assert wira.post(f"/loket/gabung/{merge.pk}/putuskan/", {"putusan": "setuju"}).status_code == 302
    assert "Ratna D." in wira.get("/loket/gabung/").content.decode()
    assert wira.post(f"/loket/gabung/{merge.pk}/pisahkan/", {"reason": ""}).status_code == 422
    assert wira.post(f"/loket/gabung/{merge.pk}/pisahkan/", {"reason": "Dua orang"}).status_code == 302
    assert desk.at("ijah").get("/loket/gabung/").status_code == 403
