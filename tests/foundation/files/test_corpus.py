"""Every hostile kind is refused with its sentence, every honest kind passes: reliability.md §5.3, C36, C38."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from foundation.files import intake, store
from foundation.files.intake import FileRefused
from foundation.files.models import StoredFile
from foundation.files.refusals import SENTENCES
from foundation.journal.who import Who
from tests.foundation.files import corpus

pytestmark = pytest.mark.django_db
WORDS_OF_ADVICE = ("unggah", "pindai", "foto", "simpan", "bagi", "buka", "cetak", "ambil", "pilih")


def hand_in(data: bytes, name: str = "berkas.pdf") -> StoredFile:
    upload = SimpleUploadedFile(name, data)
    return intake.receive(upload, purpose="uji", subject="application:1", who=Who(user_id=7))


def files_below(folder) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def picture_of(file: StoredFile) -> Image.Image:
    """The viewing copy, loaded."""
    with Image.open(file.viewing_path) as picture:
        picture.load()
        return picture.copy()


@pytest.mark.parametrize("name", sorted(corpus.HOSTILE))
def test_a_hostile_file_is_refused_with_advice_and_leaves_nothing(name, media):
    make, code = corpus.HOSTILE[name]
    with pytest.raises(FileRefused) as refusal:
        hand_in(make())
    assert refusal.value.code == code
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert "%" not in sentence
    assert any(word in sentence.lower() for word in WORDS_OF_ADVICE)
    assert not StoredFile.objects.exists()
    assert files_below(media) == []


@pytest.mark.parametrize("name", sorted(corpus.GOOD))
def test_an_honest_file_is_stored_as_what_it_is(name):
    make, kind, pages = corpus.GOOD[name]
    data = make()
    file = hand_in(data)
    assert (file.kind, file.pages, file.size, file.state) == (kind, pages, len(data), "clean")
    with store.open_original(file) as original:
        assert original.read() == data
    with store.open_for_viewing(file) as seen:
        assert (seen.read() == data) is (kind == "pdf")


def test_the_corpus_is_as_large_as_promised():
    assert len(corpus.HOSTILE) >= 60
    assert len(corpus.GOOD) >= 25


def test_the_copy_that_people_see_has_no_place_camera_or_comment():
    file = hand_in(corpus.photo())
    original, copy = file.path.read_bytes(), file.viewing_path.read_bytes()
    assert b"Merek Rahasia" in original
    assert b"komentar biasa" in original
    for secret in (b"Merek Rahasia", b"komentar biasa", b"Exif", b"GPS"):
        assert secret not in copy
    with Image.open(io.BytesIO(copy)) as picture:
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not picture.getexif()


def test_a_photo_held_sideways_is_shown_upright():
    file = hand_in(corpus.photo(turned=True, size=(800, 600)))
    assert picture_of(file).size == (600, 800)


def test_a_transparent_picture_stands_on_white():
    image = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    file = hand_in(out.getvalue())
    assert picture_of(file).getpixel((25, 25)) == (255, 255, 255)


def test_sixteen_bits_of_grey_are_not_blown_out():
    image = Image.new("I;16", (50, 50), 128 * 256)
    out = io.BytesIO()
    image.save(out, "PNG")
    file = hand_in(out.getvalue())
    assert picture_of(file).getpixel((25, 25)) == pytest.approx((128, 128, 128), abs=3)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_refusal_is_a_sentence_that_can_be_said(code):
    with translation.override("id"):
        words = {"size": 25, "limit": 20, "pages": 3000, "megapixels": 80}
        sentence = str(FileRefused(code, **words))
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "%" not in sentence


def test_a_file_over_the_limit_says_its_size(settings):
    settings.FILE_MAX_BYTES = 1024 * 1024
    with pytest.raises(FileRefused, match="Berkas ini 2 MB; paling besar 1 MB") as refusal:
        hand_in(b"%PDF-1.7" + b"x" * (1024 * 1024))
    assert refusal.value.status == 413


def test_no_file_at_all_is_answered_too(sari):
    with pytest.raises(FileRefused, match="Pilih berkas dulu"):
        intake.receive(None, purpose="uji", subject="application:1", who=sari)
