"""Files kept from use: seen by those who may, decided by a person with a sentence, told plainly to the uploader."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from foundation.files import intake, upkeep
from foundation.files.models import Hold, StoredFile
from foundation.files.quarantine import acts
from foundation.files.quarantine.views import asked, waiting
from foundation.files.upload import virus
from foundation.journal import book
from foundation.journal.who import Who
from licensing.life.contents import lacks_evidence
from licensing.models import Evidence
from licensing.terms import Status
from tests.factories.drafts import office
from tests.foundation.files import pdfs
from tests.licensing.table import standing_at
from tests.people import Town, person, town

pytestmark = pytest.mark.django_db
PAGE = "/kelola/karantina/"


@pytest.fixture
def people() -> Town:
    office()
    return town()


@pytest.fixture
def silent(settings: Any, monkeypatch: Any) -> None:
    def scan(_path: Any) -> str:
        raise virus.ScannerSilent

    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    monkeypatch.setattr(virus, "scan", scan)


def handed_in(who: Any, subject: str = "application:1", purpose: str = "evidence") -> StoredFile:
    upload = SimpleUploadedFile("ktp Tuti Canaria.pdf", pdfs.good())
    return intake.receive(upload, purpose=purpose, subject=subject, who=who)


@pytest.fixture
def held(people: Town, silent: None) -> StoredFile:
    return handed_in(people.actor("budi"))


def page(user: Any, *, query: str = "", status: int = 200) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(f"{PAGE}{query}")
    assert answer.status_code == status
    return answer.content.decode()


def decided(user: Any, file: StoredFile, putusan: str, kalimat: str = "Sudah dilihat, aman.") -> int:
    client = Client()
    client.force_login(user)
    return client.post(f"{PAGE}{file.public_id}/", {"putusan": putusan, "kalimat": kalimat}).status_code


def test_a_silent_scanner_leaves_the_file_on_the_list_with_its_reason(held: StoredFile, people: Town) -> None:
    assert held.hold.reason == Hold.Reason.SILENT
    shown = page(people.admin)
    for words in ("Pemeriksa virus tidak menjawab", "Budi Santoso", held.sha256[:12], "Lepas berkas"):
        assert words in shown
    assert "Tuti Canaria" not in shown, "a file's name may hold anybody's name"
    read = page(people.dedi)
    assert held.sha256[:12] in read
    assert "Lepas berkas" not in read


@pytest.mark.parametrize("name", ["budi", "sari", "wulan", "auditor"])
def test_nobody_else_reads_it(name: str, held: StoredFile, people: Town) -> None:
    page(getattr(people, name), status=403)


@pytest.mark.parametrize("name", ["dedi", "budi"])
def test_only_an_admin_decides(name: str, held: StoredFile, people: Town) -> None:
    assert decided(getattr(people, name), held, "lepas") == 403


def test_a_release_is_journalled_with_its_sentence_and_the_file_is_usable(held: StoredFile, people: Town) -> None:
    assert decided(people.admin, held, "lepas") == 302
    held.refresh_from_db()
    assert held.is_usable
    entry = book.of(held.subject).get(kind="file.released")
    assert (entry.note, entry.data["stood"]) == ("Sudah dilihat, aman.", "waiting")
    past = page(people.admin, query="?lihat=diputus")
    assert "Dilepas petugas" in past
    assert people.admin.name in past


def test_a_refusal_tells_the_uploader_why(held: StoredFile, people: Town) -> None:
    assert decided(people.admin, held, "tolak", "Isinya bukan dokumen.") == 302
    held = StoredFile.objects.get(pk=held.pk)
    assert held.state == StoredFile.State.REFUSED
    assert held.held_sentence == "Ditolak petugas, jadi tidak dipakai. Unggah berkas lain. Isinya bukan dokumen."
    assert book.of(held.subject).filter(kind="file.refused_by_person").exists()


def test_without_a_sentence_or_a_choice_nothing_happens(held: StoredFile, people: Town) -> None:
    assert decided(people.admin, held, "lepas", "  ") == 409
    assert decided(people.admin, held, "entah") == 409
    held.refresh_from_db()
    assert held.state == StoredFile.State.WAITING


def test_nobody_releases_what_they_uploaded_themselves(people: Town, silent: None) -> None:
    own = handed_in(people.actor("admin"))
    assert decided(people.admin, own, "lepas") == 409


def test_the_scanner_that_answers_first_wins(held: StoredFile, people: Town, monkeypatch: Any) -> None:
    monkeypatch.setattr(virus, "scan", lambda _path: "")
    upkeep.rescan()
    with pytest.raises(acts.NotPossible, match="Muat ulang"):
        acts.decide(held, Hold.Decision.REFUSED, who=Who(user_id=999), sentence="x")
    held.refresh_from_db()
    assert (held.state, held.hold.decision) == (StoredFile.State.CLEAN, Hold.Decision.CLEARED)


def test_a_find_later_is_told_with_its_name(held: StoredFile, people: Town, monkeypatch: Any) -> None:
    monkeypatch.setattr(virus, "scan", lambda _path: "Eicar-Test-Signature")
    upkeep.rescan()
    shown = page(people.admin)
    assert "Eicar-Test-Signature" in shown
    assert "Pemeriksa virus menemukan sesuatu" in shown
    assert decided(people.admin, held, "tolak") == 302


@pytest.fixture
def infected(held: StoredFile, monkeypatch: Any) -> StoredFile:
    """The scanner has answered, and found something."""
    monkeypatch.setattr(virus, "scan", lambda _path: "Eicar-Test-Signature")
    upkeep.rescan()
    held.refresh_from_db()
    return held


def second_admin() -> User:
    return person("admin2", "Mas Admin Kedua", Role.ADMIN)


def test_what_the_scanner_found_something_in_is_released_by_two_persons(infected: StoredFile, people: Town) -> None:
    other = second_admin()
    assert decided(people.admin, infected, "lepas", "Salah deteksi.") == 302
    infected.refresh_from_db()
    assert infected.state == StoredFile.State.QUARANTINE, "one word is not enough"
    shown = page(other)
    for words in ("Diusulkan dilepas oleh", people.admin.name, "Salah deteksi.", "Setujui pelepasan"):
        assert words in shown
    assert "Menunggu orang kedua" in page(people.dedi)
    assert decided(people.admin, infected, "lepas", "Sekali lagi.") == 409, "nobody is two persons"
    assert decided(other, infected, "lepas", "Saya periksa juga.") == 302
    infected = StoredFile.objects.get(pk=infected.pk)
    assert infected.is_usable
    kinds = book.of(infected.subject).filter(kind__startswith="file.release").order_by("id")
    assert [(entry.kind, entry.user_id, entry.note) for entry in kinds] == [
        ("file.release_asked", people.admin.pk, "Salah deteksi."),
        ("file.released", other.pk, "Salah deteksi. · Saya periksa juga."),
    ]
    assert other.name in page(people.admin, query="?lihat=diputus")


def test_the_head_is_the_second_person_and_nothing_more(infected: StoredFile, people: Town) -> None:
    assert decided(people.kadis, infected, "lepas") == 409, "nobody has asked yet"
    assert decided(people.kadis, infected, "tolak") == 409
    assert "Setujui pelepasan" not in page(people.kadis)
    assert asked(HttpRequest()) == 0
    decided(people.admin, infected, "lepas")
    assert asked(HttpRequest()) == 1
    assert "Setujui pelepasan" in page(people.kadis)
    assert decided(people.kadis, infected, "lepas") == 302
    infected.refresh_from_db()
    assert infected.is_usable
    assert asked(HttpRequest()) == 0


def test_the_head_decides_about_no_file_that_merely_waits(held: StoredFile, people: Town) -> None:
    assert decided(people.kadis, held, "lepas") == 409
    held.refresh_from_db()
    assert held.state == StoredFile.State.WAITING


def test_the_second_person_may_refuse_and_the_uploader_is_neither(people: Town, infected: StoredFile) -> None:
    StoredFile.objects.filter(pk=infected.pk).update(uploaded_by_id=people.kadis.pk)
    decided(people.admin, infected, "lepas")
    assert decided(people.kadis, infected, "lepas") == 409, "the own upload"
    assert decided(second_admin(), infected, "tolak", "Benar-benar virus.") == 302
    infected = StoredFile.objects.get(pk=infected.pk)
    assert infected.state == StoredFile.State.REFUSED
    assert infected.held_sentence.endswith("Benar-benar virus.")


def test_who_uploaded_to_a_complaint_is_named_to_nobody(people: Town, silent: None) -> None:
    handed_in(people.actor("budi"), subject="complaint:7", purpose="complaint")
    shown = page(people.admin)
    assert "Pengunggah dirahasiakan" in shown
    assert "Budi Santoso" not in shown


def test_the_applicant_reads_a_plain_sentence_and_cannot_send_it(people: Town, silent: None) -> None:
    file = standing_at(Status.FULFILLING, people)
    for line in file.requirements.all():
        stored = handed_in(people.actor("budi"), subject=file.subject)
        Evidence.objects.filter(requirement=line).update(replaced_at=file.created_at)
        Evidence.objects.create(requirement=line, file=stored, uploaded_by=people.budi)
    client = Client()
    client.force_login(people.budi)
    shown = client.get(f"/permohonan/{file.ref}/dokumen/").content.decode()
    assert "menunggu pemeriksaan virus" in shown
    assert f"/berkas/{stored.public_id}/" not in shown, "a link that answers 404 is no help"
    assert "diperiksa dari virus" in lacks_evidence(file)
    acts.decide(stored, Hold.Decision.REFUSED, who=people.actor("admin"), sentence="Isinya bukan dokumen.")
    assert "Unggah penggantinya" in lacks_evidence(file)


def test_the_menu_counts_what_waits_for_an_admin(held: StoredFile, people: Town) -> None:
    assert waiting(HttpRequest()) == 1
    decided(people.admin, held, "lepas")
    assert waiting(HttpRequest()) == 0
