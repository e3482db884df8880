"""A voice note is taken where the room allows it, played without its tags, and kept as it came."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from foundation.files import intake, policy, store
from foundation.files.models import StoredFile
from foundation.files.refusals import FileRefused
from foundation.files.sandbox.sounds import checksum, pages
from tests.foundation.files import pdfs, sounds
from tests.people import person

pytestmark = pytest.mark.django_db
WHO = Actor(role="", name="", channel="web")
MADE = {"ogg": sounds.ogg, "m4a": sounds.m4a, "mp3": sounds.mp3}


def taken(data: bytes, name: str = "suara", *, may_be_sound: bool = True) -> StoredFile:
    upload = SimpleUploadedFile(name, data)
    return intake.receive(upload, purpose="voice", subject="complaint:1", who=WHO, may_be_sound=may_be_sound)


def copy_of(file: StoredFile) -> bytes:
    with store.open_for_viewing(file) as shown:
        return shown.read()


@pytest.mark.parametrize("kind", MADE)
def test_a_voice_note_is_kept_whole_and_shown_without_its_place(kind: str) -> None:
    data = MADE[kind]()
    file = taken(data)
    assert (file.kind, file.is_sound, file.is_photo) == (kind, True, False)
    with store.open_original(file) as kept:
        assert kept.read() == data
    shown = copy_of(file)
    assert sounds.PLACE.encode() in data
    assert sounds.PLACE.encode() not in shown
    assert b"suara" * 40 in shown or kind == "mp3"


def test_the_copy_of_an_ogg_has_right_checksums() -> None:
    shown = bytearray(copy_of(taken(sounds.ogg())))
    for start, _body, end in pages(shown):
        said = bytes(shown[start + 22 : start + 26])
        shown[start + 22 : start + 26] = bytes(4)
        assert checksum(shown[start:end]).to_bytes(4, "little") == said


def test_rooms_that_take_papers_refuse_sounds() -> None:
    with pytest.raises(FileRefused) as no:
        taken(sounds.ogg(), may_be_sound=False)
    assert "PDF" in str(no.value)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (sounds.m4a(film=True), "film"),
        (sounds.ogg()[:-40], "sound_cut"),
        (sounds.m4a()[:60], "sound_broken"),
        (sounds.mp3()[:120], "sound_broken"),
        (sounds.m4a() + sounds.box(b"free", b"<script>alert(1)</script>"), "sound_mixed"),
    ],
)
def test_broken_cut_and_mixed_sounds_are_refused_with_their_own_sentence(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as no:
        taken(data)
    assert no.value.code == code
    assert str(no.value) != str(FileRefused("unreadable"))


def test_a_room_that_takes_sounds_takes_papers_too() -> None:
    assert taken(pdfs.good()).kind == "pdf"


def test_the_player_answers_with_the_copy_and_only_for_sounds(client: Client) -> None:
    policy.register("voice", lambda actor, file: True)
    client.force_login(person("budi", "Budi"))
    file = taken(sounds.m4a(), "rekaman.m4a")
    answer = client.get(reverse("file_sound", args=[file.public_id]))
    assert answer["Content-Type"] == "audio/mp4"
    assert sounds.PLACE.encode() not in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    page = client.get(reverse("file_viewer", args=[file.public_id])).content.decode()
    assert "<audio" in page
    assert "hal/1.webp" not in page
    assert client.get(reverse("file_page", args=[file.public_id, 1])).status_code == 404
