"""Bytes on disk: whole or absent, once per content, never shown when altered; names are only text."""

import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.files import intake, store, upkeep
from foundation.files.models import StoredFile
from foundation.files.refusals import FileAltered, FileRefused
from foundation.files.viewing import serving
from foundation.journal import book
from tests.foundation.files import corpus, pdfs

pytestmark = pytest.mark.django_db


def handed_in(who, data=None, name="ktp.pdf") -> StoredFile:
    upload = SimpleUploadedFile(name, pdfs.good() if data is None else data)
    return intake.receive(upload, purpose="uji", subject="application:1", who=who)


def contents(media) -> list:
    return [path for path in (media / "sha256").rglob("*") if path.is_file()]


def test_the_same_content_is_stored_once_and_registered_twice(media, sari):
    first, second = handed_in(sari), handed_in(sari, name="lain.pdf")
    assert first.sha256 == second.sha256
    assert first.public_id != second.public_id
    assert len(contents(media)) == 1
    assert first.path == media / "sha256" / first.sha256[:2] / first.sha256[2:4] / first.sha256


def test_nothing_is_left_in_incoming(media, sari):
    handed_in(sari, corpus.photo())
    assert list((media / "incoming").iterdir()) == []


def test_codes_of_files_cannot_be_guessed(sari):
    codes = {handed_in(sari).public_id for _turn in range(3)}
    assert len(codes) == 3
    assert min(map(len, codes)) >= 22


@pytest.mark.parametrize("which", ["path", "viewing_path"])
@pytest.mark.parametrize("how", ["changed", "cut", "gone"])
def test_an_altered_file_is_not_given_out_and_raises_the_alarm(which, how, sari):
    file = handed_in(sari, corpus.photo())
    path = getattr(file, which)
    if how == "changed":
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    elif how == "cut":
        os.truncate(path, path.stat().st_size - 1)
    else:
        path.unlink()
    opener = store.open_original if which == "path" else store.open_for_viewing
    with pytest.raises(FileAltered, match="tidak ditampilkan"):
        opener(file)
    assert not store.is_whole(file)
    entry = book.of("application:1").last()
    assert (entry.kind, entry.data["file"]) == ("file.altered", file.public_id)


def test_an_upload_of_the_same_content_heals_an_altered_file(sari):
    file = handed_in(sari)
    file.path.write_bytes(b"rusak")
    handed_in(sari)
    assert store.is_whole(file)


def test_what_the_house_makes_is_kept_once_however_often_the_worker_tries(media, sari):
    data = pdfs.good(3)
    words = {"purpose": "document", "subject": "application:1", "name": "NIB.pdf", "kind": "pdf", "who": sari}
    first, again = store.keep_bytes(data, **words), store.keep_bytes(data, **words)
    assert first == again
    assert (first.pages, first.size, first.kind) == (3, len(data), "pdf")
    assert store.keep_bytes(data, **{**words, "subject": "application:2"}) != first
    assert len(contents(media)) == 1
    assert list((media / "incoming").iterdir()) == []


def test_names_rest_encrypted_because_people_write_numbers_into_them(sari):
    file = handed_in(sari, name="KTP 1377015708900003.pdf")
    raw = StoredFile.objects.filter(pk=file.pk).extra(select={"raw": "original_name"}).values_list("raw").get()[0]
    assert "1377015708900003" not in raw
    assert StoredFile.objects.get(pk=file.pk).original_name == "KTP 1377015708900003.pdf"


NAMES = [
    ("../../etc/passwd", "passwd", "passwd.pdf"),
    ("..\\..\\boot.ini", "boot.ini", "boot.pdf"),
    ("a\x00b\r\nSet-Cookie: x.pdf", "ab Set-Cookie: x.pdf", "ab Set-Cookie_ x.pdf"),
    ("\u202egnp.exe", "gnp.exe", "gnp.pdf"),
    ("x" * 300 + ".pdf", "x" * 140 + ".pdf", "x" * 140 + ".pdf"),
    ("y" * 300, "y" * 150, "y" * 150 + ".pdf"),
    ("CON", "CON", "berkas-CON.pdf"),
    (".htaccess", "htaccess", "htaccess.pdf"),
    ("x.pdf.php", "x.pdf.php", "x.pdf.pdf"),
    ("…", "…", "berkas.pdf"),
    ("\u200b\u200b", "berkas", "berkas.pdf"),
    ('"; rm -rf.pdf', '"; rm -rf.pdf', "rm -rf.pdf"),
    ("Surat Kuasa – Bu Sari.pdf", "Surat Kuasa – Bu Sari.pdf", "Surat Kuasa _ Bu Sari.pdf"),
]


@pytest.mark.parametrize(("name", "shown", "saved"), NAMES)
def test_a_name_is_harmless_text_and_a_download_has_the_ending_of_its_content(name, shown, saved, sari):
    file = StoredFile(original_name=store.clean_name(name), kind="pdf")
    assert file.original_name == shown
    assert serving.download_name(file) == saved


def test_a_full_disk_is_a_sentence_and_leaves_nothing(monkeypatch, media, sari):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "link", full)
    with pytest.raises(FileRefused, match="penuh") as refusal:
        handed_in(sari)
    assert refusal.value.status == 507
    assert not StoredFile.objects.exists()
    assert [path for path in media.rglob("*") if path.is_file()] == []


def age(path, hours: float) -> None:
    moment = time.time() - hours * 3600
    os.utime(path, (moment, moment))


def test_the_sweep_removes_what_nobody_names_and_spares_what_is_young(media, sari):
    kept = handed_in(sari, corpus.photo())
    lost, young = handed_in(sari), handed_in(sari, pdfs.good(2))
    paths = [kept.path, kept.viewing_path, lost.path]
    StoredFile.objects.filter(pk__in=[lost.pk, young.pk]).delete()
    for path in paths:
        age(path, 30)
    stray = store.new_incoming()
    stray.write_bytes(b"x")
    age(stray, 30)
    upkeep.sweep()
    assert [path.exists() for path in paths] == [True, True, False]
    assert young.path.exists()
    assert not stray.exists()


def test_every_file_is_compared_with_its_hash_once_a_day(sari, time_machine):
    time_machine.move_to("2026-11-24T01:00:00+07:00", tick=False)
    good, bad = handed_in(sari), handed_in(sari, pdfs.good(2))
    bad.path.write_bytes(b"%PDF-1.7 diganti")
    upkeep.verify()
    assert [entry.data["file"] for entry in book.of("application:1")] == [bad.public_id]
    upkeep.verify()
    assert book.of("application:1").count() == 1
    time_machine.move_to("2026-11-25T01:00:01+07:00", tick=False)
    upkeep.verify()
    assert book.of("application:1").count() == 2
    assert StoredFile.objects.get(pk=good.pk).checked_at is not None
