"""The doors of files: open by policy only, journalled, and nothing that a browser could run."""

import hashlib
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.actors import actor_of
from accounts.models import User
from foundation.files import intake, links, policy, reduce
from foundation.files.models import StoredFile
from foundation.files.refusals import FileRefused
from foundation.files.viewing import pages
from foundation.journal import book
from tests.foundation.files import corpus, pdfs

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> User:
    return User.objects.create_user("sari@contoh.id", name="Sari")


@pytest.fixture
def stranger() -> User:
    return User.objects.create_user("hendra@contoh.id", name="Hendra")


@pytest.fixture
def stored(owner, open_to_owner):
    """Hand in bytes as the owner."""

    def put(data: bytes, name: str = "KTP.pdf") -> StoredFile:
        upload = SimpleUploadedFile(name, data)
        return intake.receive(upload, purpose="uji", subject="application:1", who=actor_of(owner))

    return put


def doors(file: StoredFile) -> list[str]:
    return [
        reverse("file_viewer", args=[file.public_id]),
        reverse("file_page", args=[file.public_id, 1]),
        reverse("file_original", args=[file.public_id]),
    ]


def opened(file: StoredFile) -> list[tuple[str, int | None]]:
    entries = book.of(file.subject).filter(kind="file.opened")
    return [(entry.data["how"], entry.user_id) for entry in entries]


def test_the_addresses_are_as_promised(stored):
    file = stored(pdfs.good())
    assert doors(file) == [
        f"/berkas/{file.public_id}/",
        f"/berkas/{file.public_id}/hal/1.webp",
        f"/berkas/{file.public_id}/asli",
    ]


def test_the_owner_sees_all_pages_as_pictures(client, owner, stored):
    file = stored(pdfs.good(3))
    client.force_login(owner)
    response = client.get(doors(file)[0])
    assert response.status_code == 200
    html = response.content.decode()
    assert re.findall(r'src="(/berkas/[^"]+)"', html) == [
        reverse("file_page", args=[file.public_id, n]) for n in (1, 2, 3)
    ]
    assert html.count('loading="lazy"') == 2
    assert "Halaman 2 dari 3" in html
    assert "no-store" in response["Cache-Control"]
    assert opened(file) == [("viewer", owner.pk)]


@pytest.mark.parametrize(
    "make", [pdfs.good, corpus.photo, lambda: corpus.picture("PNG"), lambda: corpus.picture("WEBP")]
)
def test_a_page_is_a_webp_whatever_the_file_is(client, owner, stored, make):
    file = stored(make())
    client.force_login(owner)
    response = client.get(doors(file)[1])
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response.content[:4] + response.content[8:12] == b"RIFFWEBP"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]
    again = client.get(doors(file)[1], headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_that_does_not_exist_is_not_found(client, owner, stored):
    file = stored(pdfs.good(2))
    client.force_login(owner)
    for number in (0, 3, 10**6):
        assert client.get(f"/berkas/{file.public_id}/hal/{number}.webp").status_code == 404


def test_the_original_can_only_be_saved(client, owner, stored):
    data = pdfs.good()
    file = stored(data, name="../x.html")
    client.force_login(owner)
    response = client.get(doors(file)[2])
    assert b"".join(response.streaming_content) == data
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="x.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Content-Length"] == str(len(data))
    assert opened(file) == [("original", owner.pk)]


def test_a_photo_is_saved_without_place_and_camera_its_original_stays_closed(client, owner, stored):
    file = stored(corpus.photo(), name="kebun.png")
    client.force_login(owner)
    response = client.get(doors(file)[2])
    data = b"".join(response.streaming_content)
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"] == 'attachment; filename="kebun.jpg"'
    with Image.open(io.BytesIO(corpus.photo())) as came, Image.open(io.BytesIO(data)) as given:
        assert came.getexif()
        assert not given.getexif()
    assert hashlib.sha256(data).hexdigest() == file.viewing_sha256 != file.sha256
    assert opened(file) == [("copy", owner.pk)]


def test_the_proxy_sends_the_bytes_when_it_is_there(client, owner, stored, settings):
    settings.SENDFILE_PREFIX = "/_berkas"
    file = stored(pdfs.good())
    client.force_login(owner)
    response = client.get(doors(file)[2])
    assert response["X-Accel-Redirect"] == f"/_berkas/sha256/{file.sha256[:2]}/{file.sha256[2:4]}/{file.sha256}"
    assert response.content == b""
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("door", [0, 1, 2])
def test_a_stranger_and_an_unknown_code_get_the_same_answer(client, stranger, stored, door):
    file = stored(pdfs.good())
    unknown = doors(StoredFile(public_id="x" * 22))[door]
    client.force_login(stranger)
    foreign, absent = client.get(doors(file)[door]), client.get(unknown)
    assert (foreign.status_code, absent.status_code) == (404, 404)
    strip = re.compile(rb'csrf\w*" value="\w+"|nonce="[^"]+"')
    assert strip.sub(b"", foreign.content).replace(file.public_id.encode(), b"x" * 22) == strip.sub(b"", absent.content)
    assert opened(file) == []


@pytest.mark.parametrize("door", [0, 1, 2])
def test_a_visitor_is_sent_to_sign_in(client, stored, door):
    response = client.get(doors(stored(pdfs.good()))[door])
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_a_purpose_without_a_rule_opens_for_nobody(client, owner, stored, monkeypatch):
    file = stored(pdfs.good())
    monkeypatch.setattr(policy, "_rules", {})
    client.force_login(owner)
    assert [client.get(door).status_code for door in doors(file)] == [404, 404, 404]


@pytest.mark.parametrize("state", ["waiting", "quarantine"])
def test_a_file_that_is_not_clean_opens_for_nobody(client, owner, stored, state):
    file = stored(pdfs.good())
    StoredFile.objects.filter(pk=file.pk).update(state=state)
    client.force_login(owner)
    assert [client.get(door).status_code for door in doors(file)] == [404, 404, 404]
    assert links.file_of(links.for_oss(file).rpartition("/")[2]) is None


@pytest.mark.parametrize("door", [0, 1, 2])
def test_an_altered_file_is_not_served(client, owner, stored, door):
    file = stored(pdfs.good())
    file.path.write_bytes(pdfs.good(2))
    client.force_login(owner)
    response = client.get(doors(file)[door])
    assert response.status_code == 409
    assert "berubah di penyimpanan" in response.content.decode()


def test_one_reading_is_one_entry_however_many_pages_it_has(client, owner, stored):
    file = stored(pdfs.good(6))
    client.force_login(owner)
    for number in range(1, 7):
        assert client.get(reverse("file_page", args=[file.public_id, number])).status_code == 200
    assert opened(file) == [("page", owner.pk)]
    assert b"".join(client.get(doors(file)[2]).streaming_content)
    assert [how for how, _user in opened(file)] == ["page", "original"]


def test_pages_are_drawn_a_few_at_a_time_and_only_once(stored, monkeypatch):
    file = stored(pdfs.good(6))
    pages.picture(file, 2)
    assert sorted(path.name for path in pages.folder_of(file).iterdir()) == ["2.webp", "3.webp", "4.webp", "5.webp"]
    monkeypatch.setattr(pages.sandbox, "run", None)
    assert pages.picture(file, 5).name == "5.webp"
    pages.forget(file)
    assert not pages.folder_of(file).exists()


def test_oss_fetches_a_copy_by_a_signed_address_that_expires(client, stored, settings, time_machine):
    time_machine.move_to("2026-11-24T09:00:00+07:00", tick=False)
    file = stored(corpus.photo())
    address = links.for_oss(file)
    assert address.startswith(f"{settings.SITE_URL}/berkas/oss/")
    path = address.removeprefix(settings.SITE_URL)
    response = client.get(path)
    data = b"".join(response.streaming_content)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert data == file.viewing_path.read_bytes()
    assert len(data) <= reduce.OSS_BYTES
    assert opened(file) == [("oss", None)]
    assert client.get(path[:-1] + ("A" if path[-1] != "A" else "B")).status_code == 404
    assert client.get(f"/berkas/oss/{file.public_id}").status_code == 404
    time_machine.shift(settings.OSS_FILE_LINK_SECONDS + 1)
    assert client.get(path).status_code == 404


def test_a_small_pdf_goes_to_oss_as_it_is(stored):
    file = stored(pdfs.good())
    assert reduce.for_oss(file) == file.path


def test_a_large_scan_is_made_small_enough_for_oss(stored):
    file = stored(pdfs.scanned(3, width=2000, quality=92, noise=True))
    assert file.size > 3 * reduce.OSS_BYTES
    made = reduce.for_oss(file)
    assert 0 < made.stat().st_size <= reduce.OSS_BYTES
    with made.open("rb") as opened_copy:
        assert (
            intake.receive(
                SimpleUploadedFile("kecil.pdf", opened_copy.read()),
                purpose="uji",
                subject="application:1",
                who=intake.Who(),
            ).pages
            == 3
        )
    assert reduce.for_oss(file) == made


def test_what_cannot_be_made_small_is_refused_with_advice(stored):
    file = stored(pdfs.scanned(40, width=600, quality=90, noise=True))
    with pytest.raises(FileRefused, match="tidak dapat dikecilkan sampai 2 MB"):
        reduce.for_oss(file)


def test_what_must_fit_oss_is_made_small_or_refused_while_the_person_is_there(owner, media):
    def hand_in(data: bytes) -> StoredFile:
        words = {"purpose": "evidence", "subject": "application:1", "who": actor_of(owner), "must_fit_oss": True}
        return intake.receive(SimpleUploadedFile("a.pdf", data), **words)

    file = hand_in(pdfs.scanned(2, width=1800, quality=92, noise=True))
    assert [path.name for path in (media / "reduced").rglob("*") if path.is_file()] == [file.sha256]
    with pytest.raises(FileRefused, match="bertanda tangan elektronik"):
        hand_in(pdfs.signed_and_large())
    assert StoredFile.objects.count() == 1


def test_a_signed_pdf_is_never_changed(stored):
    file = stored(pdfs.signed_and_large())
    with pytest.raises(FileRefused, match="bertanda tangan elektronik"):
        reduce.for_oss(file)
