"""The issue's list of bad input, one test each: answered clearly, nothing lost, nothing leaked."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from foundation.outbox.models import OutboxMessage
from licensing.actions import draft
from licensing.catalogue.models import Kbli, KbliConversion, RequirementItem, RiskRow, Scope
from licensing.models import Application, Evidence, PelakuUsaha
from licensing.terms import Status
from tests.factories.drafts import BEGAN, FACT, answers, draft_of
from tests.factories.files import NIK, show_everything
from tests.foundation.files import corpus, pdfs
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def indonesian(settings: Any, tmp_path: Any) -> Any:
    """The sentences of the house, and a store of files of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    with override("id"):
        yield


@pytest.fixture
def budi(people: Town) -> Client:
    client = Client()
    client.force_login(people.budi)
    return client


@pytest.fixture
def begun(people: Town) -> Application:
    """A draft of Pak Budi with nothing in it."""
    return draft.start(actor=people.actor("budi"))


def fill(client: Client, file: Application, page: str, **fields: Any) -> tuple[int, str]:
    """Post one wizard page with the version that the draft has now: status and words of the answer."""
    file.refresh_from_db()
    answer = client.post(f"/permohonan/{file.ref}/langkah/{page}/", {"versi": file.answers_version, **fields})
    file.refresh_from_db()
    return answer.status_code, answer.content.decode()


PERSON = {"name": "Budi Santoso", "birth_place": "Pariaman", "npwp": ""}


@pytest.mark.parametrize(
    ("nik", "words"),
    [
        ("1377013002900003", "tanggal"),  # 30 February
        ("1377017208900003", "tanggal"),  # 72 - 40 = 32
        ("137701570890000", "16"),  # 15 digits
        ("13770157089000031", "16"),  # 17 digits
        ("abcdefghijklmnop", "16"),
    ],
)
def test_a_wrong_nik_is_explained_and_the_rest_of_the_page_is_kept(
    nik: str, words: str, budi: Client, begun: Application
) -> None:
    status, page = fill(budi, begun, "pemohon/diri", nik=nik, **PERSON)
    assert status == 422
    assert words in page
    assert 'value="Budi Santoso"' in page, "what was typed is still there"
    assert begun.answers["pemohon"] == {"name": "Budi Santoso", "birth_place": "Pariaman", "npwp": ""}
    assert fill(budi, begun, "pemohon/diri", nik=NIK, **PERSON)[0] == 302


@pytest.mark.parametrize(
    ("npwp", "kept"),
    [("09.254.294.3-407.000", "092542943407000"), ("1377015708900003", "1377015708900003"), ("", "")],
)
def test_npwp_is_taken_in_both_lengths_and_may_be_missing(
    npwp: str, kept: str, budi: Client, begun: Application
) -> None:
    assert fill(budi, begun, "pemohon/diri", **{**PERSON, "nik": NIK, "npwp": npwp})[0] == 302
    assert begun.answers["pemohon"]["npwp"] == kept


def test_the_old_npwp_of_a_company_is_kept_in_the_new_length(budi: Client, begun: Application) -> None:
    begun.answers["pemohon"] = {"kind": "company"}
    begun.save()
    tax = {"company_npwp": "01.234.567.8-901.000", "investment": "pmdn"}
    assert fill(budi, begun, "badan-usaha/pajak", **tax)[0] == 302
    assert begun.answers["badan-usaha"]["company_npwp"] == "0012345678901000"


def test_npwp_of_another_length_is_explained(budi: Client, begun: Application) -> None:
    status, page = fill(budi, begun, "pemohon/diri", **{**PERSON, "nik": NIK, "npwp": "12345"})
    assert status == 422
    assert "15" in page
    assert "16" in page


def test_a_kbli_of_the_old_edition_is_answered_with_its_successors(
    budi: Client, begun: Application, training: Scope
) -> None:
    old = Kbli.objects.create(edition="2020", code="78421", level=5, title="Pelatihan Lama", effective_from=BEGAN)
    KbliConversion.objects.create(old=old, new=training.kbli, **FACT)
    status, page = fill(budi, begun, "kegiatan/kbli", kbli="2020:78421")
    assert status == 422
    assert "KBLI 2020" in page
    assert "85571 Pelatihan Kerja Teknik Swasta" in page
    assert "kegiatan" not in begun.answers
    for nonsense in ("2025:99999", "1998:85571", "85571", "2025:", "x" * 300):
        assert fill(budi, begun, "kegiatan/kbli", kbli=nonsense)[0] == 422


def test_a_name_of_one_word_is_a_name(budi: Client, begun: Application) -> None:
    assert fill(budi, begun, "pemohon/diri", **{**PERSON, "name": "Suharto", "nik": NIK})[0] == 302
    assert begun.answers["pemohon"]["name"] == "Suharto"


def test_an_emoji_is_explained_in_a_name_and_never_breaks_a_page(budi: Client, begun: Application) -> None:
    status, page = fill(budi, begun, "pemohon/diri", **{**PERSON, "name": "Budi 🚀", "nik": NIK})
    assert status == 422
    assert "Budi 🚀" in page
    assert begun.answers["pemohon"].get("name") is None
    status, page = fill(budi, begun, "kegiatan/uraian", activity_name="LPK Maju", description="Las 🔥 listrik")
    assert status in {302, 422}
    assert budi.get(f"/permohonan/{begun.ref}/ajukan-nib/").status_code == 200


def test_an_address_of_ten_thousand_characters_is_explained_and_still_on_the_page(
    budi: Client, begun: Application
) -> None:
    long = "Jl. Panjang " * 834
    assert len(long) > 10_000
    status, page = fill(budi, begun, "pemohon/alamat", address=long, region_code="", postal_code="25511")
    assert status == 422
    assert "1.000" in page or "1000" in page
    assert long.strip() in page
    assert begun.answers["pemohon"] == {"postal_code": "25511"}, "the good answer is kept, the long one is not"


def test_two_tabs_never_overwrite_each_other_in_silence(budi: Client, begun: Application) -> None:
    url = f"/permohonan/{begun.ref}/langkah/pemohon/kontak/"
    first = {"versi": 0, "phone": "081234567890", "email": "satu@contoh.id"}
    second = {"versi": 0, "phone": "081299999999", "email": "dua@contoh.id"}
    assert budi.post(url, first).status_code == 302
    answer = budi.post(url, second)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "tab atau perangkat lain" in page
    assert "dua@contoh.id" in page, "what was typed in the second tab is not lost"
    begun.refresh_from_db()
    assert begun.answers["pemohon"]["email"] == "satu@contoh.id"
    assert budi.post(f"{url}draf/", second).json()["message"].startswith("Draf ini baru saja diubah")
    assert budi.post(url, {**second, "versi": 1}).status_code == 302


def test_a_mistake_put_right_is_kept_at_once_and_is_no_strangers_change(budi: Client, begun: Application) -> None:
    url = f"/permohonan/{begun.ref}/langkah/pemohon/diri/"
    typed = {"name": "Budi Santoso", "birth_place": "Pariaman", "npwp": ""}
    wrong = budi.post(url, {**typed, "nik": "123", "versi": 0})
    assert wrong.status_code == 422
    right = budi.post(url, {**typed, "nik": "1377011708900001", "versi": wrong.context["version"]})
    assert (right.status_code, right["Location"].rsplit("/", 2)[1]) == (302, "kontak")


def test_a_mistake_in_an_old_tab_does_not_make_it_the_newest(budi: Client, begun: Application) -> None:
    url = f"/permohonan/{begun.ref}/langkah/pemohon/kontak/"
    assert budi.post(url, {"versi": 0, "phone": "081234567890", "email": "satu@contoh.id"}).status_code == 302
    wrong = budi.post(url, {"versi": 0, "phone": "123", "email": "dua@contoh.id"})
    assert wrong.status_code == 422
    right = {"versi": wrong.context["version"], "phone": "081299999999", "email": "dua@contoh.id"}
    assert budi.post(url, right).status_code == 409


# -- Files -----------------------------------------------------------------------------------


@pytest.fixture
def uploading(people: Town) -> Application:
    """A file that waits for its papers; the second line already has one."""
    file = standing_at(Status.FULFILLING, people)
    budi = Client()
    budi.force_login(people.budi)
    assert send(budi, file, "profil.pdf", pdfs.good(), number=2).status_code == 302
    return file


def send(client: Client, file: Application, name: str, data: bytes, number: int = 1, **headers: Any) -> Any:
    upload = SimpleUploadedFile(name, data, content_type="application/pdf")
    return client.post(f"/permohonan/{file.ref}/dokumen/{number}/unggah/", {"berkas": upload}, **headers)


BAD = {
    "a_pdf_that_is_html": (b"<!doctype html><html><body>Masuk</body></html>", "halaman web"),
    "an_encrypted_pdf": (pdfs.saved(pdfs.blank(), encryption=corpus.pdfs.pikepdf.Encryption("a", "b", R=6)), "sandi"),
    "a_file_of_0_bytes": (b"", "kosong (0 bita)"),
    "a_zip": (corpus.archive(a=b"x"), "arsip (ZIP, RAR)"),
    "a_program": (b"MZ" + b"\0" * 300, "program"),
    "a_cut_pdf": (pdfs.good()[:300], "PDF ini"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_answered_with_its_sentence_and_the_others_stay(
    name: str, budi: Client, uploading: Application
) -> None:
    data, words = BAD[name]
    answer = send(budi, uploading, "syarat.pdf", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "profil.pdf" in page, "the other paper is still there"
    assert Evidence.objects.filter(requirement__application=uploading).count() == 1
    assert send(budi, uploading, "cv.pdf", pdfs.good()).status_code == 302


def test_a_zip_bomb_is_refused_without_being_unpacked(budi: Client, uploading: Application) -> None:
    answer = send(budi, uploading, "syarat.pdf", corpus.zip_bomb())
    assert answer.status_code == 422
    assert "arsip" in answer.content.decode()


def test_a_file_of_200_mb_is_refused_by_its_announced_length(budi: Client, uploading: Application) -> None:
    answer = send(budi, uploading, "besar.pdf", pdfs.good(), CONTENT_LENGTH=str(200 * 1024 * 1024))
    assert answer.status_code == 413
    assert "20 MB" in next(iter(answer.streaming_content)).decode(), "the page goes out before the body is read"
    assert Evidence.objects.filter(requirement__application=uploading).count() == 1


def test_an_upload_without_a_file_says_what_to_do(budi: Client, uploading: Application) -> None:
    answer = budi.post(f"/permohonan/{uploading.ref}/dokumen/1/unggah/")
    assert answer.status_code == 422
    assert "Pilih berkas dulu" in answer.content.decode()


# -- Sending ---------------------------------------------------------------------------------


def test_a_double_clicked_ajukan_nib_leads_to_one_number(budi: Client, people: Town, training: Scope) -> None:
    file = draft_of(people.actor("budi"), answers(training))
    url = f"/permohonan/{file.ref}/ajukan-nib/"
    first, second = budi.post(url), budi.post(url)
    file.refresh_from_db()
    assert file.number is not None
    assert first["Location"] == second["Location"] == f"/permohonan/{file.number}/"
    assert (first.status_code, second.status_code) == (302, 302)
    assert PelakuUsaha.objects.count() == 1
    assert OutboxMessage.objects.filter(channel="oss").count() == 1


def ready(people: Town, training: Scope) -> Application:
    """Every paper shown, nothing sent."""
    row = RiskRow.objects.get(scope=training)
    file = standing_at(Status.FULFILLING, people, row=row, answers=answers(training))
    show_everything(file)
    return file


def test_a_double_clicked_submit_leads_to_the_same_receipt(budi: Client, people: Town, training: Scope) -> None:
    file = ready(people, training)
    answers_ = [budi.post(f"/permohonan/{file.ref}/kirim/") for _click in range(3)]
    assert {(answer.status_code, answer["Location"]) for answer in answers_} == {
        (302, f"/permohonan/{file.number}/tanda-terima/")
    }
    assert file.documents.filter(kind="receipt").count() == 1
    page = budi.get(f"/permohonan/{file.number}/tanda-terima/").content.decode()
    assert str(file.number) in page


def test_a_submit_after_the_requirements_changed_shows_the_new_list_and_keeps_the_papers(
    budi: Client, people: Town, training: Scope
) -> None:
    file = ready(people, training)
    RequirementItem.objects.filter(number=1).update(text="CV dan ijazah penanggung jawab")
    answer = budi.post(f"/permohonan/{file.ref}/kirim/")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Daftar persyaratan berubah" in page
    assert "CV dan ijazah penanggung jawab" in page
    assert file.requirements.get(text="Profil lembaga").evidence.filter(replaced_at=None).exists()
    file.refresh_from_db()
    assert file.word == Status.FULFILLING


# -- Deep links --------------------------------------------------------------------------------

DOORS = ["", "langkah/pemohon/diri/", "langkah/pemohon/diri/draf/", "ajukan-nib/", "ajukan-lagi/", "kewajiban/",
         "kewajiban/1/selesai/", "kewajiban.ics", "rujukan/pkkpr.pdf", "pernyataan.pdf", "batal/", "dokumen/",
         "dokumen/1/unggah/", "dokumen/1/pakai-lagi/", "dokumen/1/hapus/", "periksa/", "kirim/",
         "tanda-terima/"]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("status", [Status.DRAFT, Status.FULFILLING, Status.ISSUED])
def test_a_deep_link_to_somebody_elses_file_looks_like_no_file_at_all(door: str, status: Status, people: Town) -> None:
    file = standing_at(status, people)
    stranger = Client()
    stranger.force_login(people.rina)
    for verb in (stranger.get, stranger.post):
        theirs, nobodys = verb(f"/permohonan/{file.ref}/{door}"), verb(f"/permohonan/PB-2099-999999/{door}")
        assert theirs.status_code == nobodys.status_code
        assert theirs.status_code in {404, 405}
    before = file.version
    file.refresh_from_db()
    assert (file.word, file.version) == (status, before)


def test_the_list_of_deep_links_is_the_whole_list() -> None:
    from licensing.urls import applicant  # noqa: PLC0415 - the URLconf itself is under test

    known = {str(entry.pattern).partition("<str:ref>/")[2] for entry in applicant if "<str:ref>" in str(entry.pattern)}
    for name, value in (("<str:section>", "pemohon"), ("<str:slug>", "diri"), ("<int:number>", "1"),
                        ("<int:pk>", "1"), ("<str:topic>", "pkkpr")):  # fmt: skip
        known = {door.replace(name, value) for door in known}
    assert known == set(DOORS)
