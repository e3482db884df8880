"""The wizard over HTTP: page after page without JavaScript, autosave, what blocks, and the first submission."""

from typing import Any

import pytest
from django.test import Client

from licensing.catalogue.models import RequirementItem, Scope
from licensing.models import Application
from licensing.terms import Authority, Risk, Scale, Status
from tests.factories.drafts import VILLAGE, offered
from tests.factories.files import NIK
from tests.people import Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two places: the catalogue's own loading is proved elsewhere."""
    regency, village = [("", "Pilih"), ("13.77", "Kota Pariaman")], [("", "Pilih"), (VILLAGE, "Karan Aur")]
    monkeypatch.setattr("licensing.forms.wizard.people.regency_choices", lambda: regency)
    monkeypatch.setattr("licensing.forms.wizard.location.village_choices", lambda: village)


def signed_in(people: Town, name: str = "budi") -> Client:
    client = Client()
    client.force_login(getattr(people, name))
    return client


PAGES: list[tuple[str, dict[str, Any]]] = [
    ("pemohon/jenis", {"kind": "person", "umk": "ya"}),
    ("pemohon/diri", {"name": "Budi Santoso", "nik": NIK, "birth_place": "Pariaman", "npwp": ""}),
    ("pemohon/kontak", {"phone": "0812-3456-7890", "email": "budi@contoh.id"}),
    ("pemohon/alamat", {"address": "Jl. Contoh 1", "region_code": "13.77", "postal_code": ""}),
    ("kegiatan/kbli", {"kbli": "2025:85571"}),
    ("kegiatan/uraian", {"activity_name": "LPK Maju", "description": "Pelatihan las", "products": ""}),
    ("kegiatan/nib", {"existing_nib": ""}),
    ("lokasi/alamat", {"address": "Jl. Contoh 1", "region_code": VILLAGE, "latitude": "-0,6264", "longitude": ""}),
    ("lokasi/tempat", {"land_status": "02", "land_area": "120"}),
    ("lokasi/modal", {"machinery": "400.000.000", "other": "100.000.000", "working": "1.000.000.000"}),
    ("lokasi/ruang", {"spatial": "self_statement"}),
    ("lokasi/lingkungan", {}),
    ("pernyataan/setuju", dict.fromkeys(("truth", "k3l", "standard", "environment", "spatial"), "on")),
]


def test_an_npwp_that_is_not_the_nik_is_asked_about_and_goes_on(people: Town) -> None:
    budi = signed_in(people)
    url = begin(budi).replace("/jenis/", "/diri/")
    old = "08.123.456.7-201.000"
    answer = budi.post(url, {**dict(PAGES)["pemohon/diri"], "npwp": old, "versi": "0"}, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/kontak/")
    assert "pakai NIK Anda" in answer.content.decode()
    again = budi.get(url).content.decode()
    assert "Periksa NPWP Anda" in again
    assert "Anda tetap dapat melanjutkan" in again
    fine = budi.post(url, {**dict(PAGES)["pemohon/diri"], "npwp": NIK, "versi": "1"}, follow=True)
    assert "pakai NIK Anda" not in fine.content.decode()
    assert "Periksa NPWP Anda" not in budi.get(url).content.decode()


def begin(client: Client) -> str:
    """A new draft: the address of its first page."""
    answer = client.post("/permohonan/baru/")
    assert answer.status_code == 302
    return str(answer["Location"])


def walk(client: Client, first: str, pages: list[tuple[str, dict[str, Any]]]) -> str:
    """Fill the pages in order, following each redirect; the address after the last."""
    where = first
    for slug, fields in pages:
        assert f"/langkah/{slug}/" in where, (slug, where)
        page = client.get(where)
        assert page.status_code == 200
        version = page.context["version"]
        answer = client.post(where, {"versi": version, **fields})
        assert answer.status_code == 302, (slug, answer.context["form"].errors if answer.context else answer)
        where = str(answer["Location"])
    return where


def test_a_person_goes_from_nothing_to_a_number_without_javascript(people: Town, training: Scope) -> None:
    budi = signed_in(people)
    end = walk(budi, begin(budi), PAGES)
    assert end.endswith("/ajukan-nib/")
    page = budi.get(end)
    words = page.content.decode()
    assert page.context["why_not"] == ""
    assert page.context["blockers"] == []
    assert NIK not in words, "the NIK is masked"
    assert "Rp400.000.000" in words
    assert "self_statement" not in words, "choices are read back in words"
    assert "Pernyataan mandiri (usaha mikro dan kecil)" in words
    assert "Nomor PKPLH" not in words, "what is asked of others only is not shown as lacking"
    assert len(page.context["statements_accepted"]) == 5
    assert page.context["tasks"] == [], "nothing is left to do but to send"
    assert "LPK Maju" in budi.get("/permohonan/").content.decode()
    answer = budi.post(end)
    file = Application.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/permohonan/{file.number}/")
    assert (file.word, file.scale, file.agency) == (Status.NIB_REQUESTED, Scale.SMALL, people.naker)
    assert "Data diproses OSS" in budi.get(answer["Location"]).content.decode()
    assert budi.get(f"/permohonan/{file.draft_id}/").status_code == 302, "the draft's address leads to the number"


def test_a_nib_that_oss_does_not_know_is_pointed_at(people: Town, training: Scope) -> None:
    budi = signed_in(people)
    pages = [(slug, {"existing_nib": "1234567890123"} if slug == "kegiatan/nib" else fields) for slug, fields in PAGES]
    end = walk(budi, begin(budi), pages)
    Application.objects.update(problem="Data NIB tidak ditemukan")
    words = budi.get(end).content.decode()
    assert "kosongkan bila belum punya NIB" in words
    assert "langkah/kegiatan/nib/?kembali=periksa" in words


def test_the_overview_names_what_is_missing_and_leads_there(people: Town, training: Scope) -> None:
    budi = signed_in(people)
    first = begin(budi)
    overview = first.partition("langkah/")[0] + "ajukan-nib/"
    page = budi.get(overview)
    assert "Bereskan dulu" in page.context["why_not"]
    assert {blocker.section for blocker, _url in page.context["blockers"]} == {"pemohon", "kegiatan", "lokasi"}
    words = page.content.decode()
    assert "Bagian “Lokasi dan modal” belum lengkap." in words
    assert overview.replace("ajukan-nib/", "batal/") in words, "a draft begun by mistake can be put away"
    assert "pernyataan belum disetujui" in words, "all that is in the way at once"
    assert [task["state"] for task in page.context["tasks"]] == ["partial", "todo", "todo", "todo"]
    assert page.context["go_on_url"].endswith("/langkah/pemohon/jenis/")
    assert page.context["go_on_url"] in words
    answer = budi.post(overview)
    assert answer.status_code == 409
    assert "belum lengkap" in answer.content.decode()
    assert Application.objects.get().word == Status.DRAFT


def test_an_empty_page_is_answered_with_every_fault_at_once(people: Town) -> None:
    budi = signed_in(people)
    answer = budi.post(begin(budi), {"versi": 0})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"kind", "umk"}


def test_autosave_keeps_what_is_fine_and_says_when(people: Town) -> None:
    budi = signed_in(people)
    url = begin(budi).replace("/jenis/", "/diri/") + "draf/"
    answer = budi.post(url, {"versi": 0, "name": "Budi Santoso", "nik": "137", "birth_place": ""})
    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    assert Application.objects.get().answers["pemohon"]["name"] == "Budi Santoso"
    assert "nik" not in Application.objects.get().answers["pemohon"]
    assert budi.get(url).status_code == 405
    assert budi.post(url, {"versi": "x" * 50, "name": "A"}).status_code == 409


def test_a_sent_file_is_not_changed_through_an_old_tab(people: Town, training: Scope) -> None:
    budi = signed_in(people)
    end = walk(budi, begin(budi), PAGES)
    budi.post(end)
    file = Application.objects.get()
    answer = budi.post(f"/permohonan/{file.ref}/langkah/pemohon/kontak/",
                       {"versi": file.answers_version, "phone": "081299998888", "email": "lain@contoh.id"})  # fmt: skip
    assert answer.status_code == 409
    assert "sudah diajukan" in answer.content.decode()


def test_a_page_that_is_not_asked_does_not_exist(people: Town) -> None:
    budi = signed_in(people)
    base = begin(budi).partition("langkah/")[0]
    for slug in ("badan-usaha/akta", "pemohon/entah", "entah/diri"):
        assert budi.get(f"{base}langkah/{slug}/").status_code == 404


def test_a_person_learns_at_the_kbli_page_that_a_pt_is_needed(people: Town) -> None:
    offered("78105", "Job portal", Risk.MEDIUM_HIGH, decided_by=Authority.MINISTER, papers=("Berbentuk PT",))
    RequirementItem.objects.filter(set_code="S78105").update(legal_form="pt")
    budi = signed_in(people)
    where = walk(budi, begin(budi), PAGES[:4])
    answer = budi.post(where, {"versi": 4, "kbli": "2025:78105"})
    assert answer.status_code == 422
    assert "Perseroan Terbatas" in answer.content.decode()


def test_a_scope_for_foreign_capital_is_not_offered_to_a_person_and_refused_when_posted(people: Town) -> None:
    foreign = offered("86105", "Klinik Swasta", Risk.MEDIUM_HIGH, agency=people.naker)
    Scope.objects.filter(pk=foreign.pk).update(investment="pma", name="Klinik Pendukung (PMA)")
    plain = Scope.objects.create(kbli=foreign.kbli, number=2, name="Klinik Pratama")
    budi = signed_in(people)
    where = walk(budi, begin(budi), [*PAGES[:4], ("kegiatan/kbli", {"kbli": "2025:86105"})])
    page = budi.get(where)
    words = page.content.decode()
    assert f'value="{plain.pk}"' in words
    assert f'value="{foreign.pk}"' not in words
    assert "“Klinik Pendukung (PMA)” hanya untuk badan usaha dengan PMA" in words, "why one is missing"
    answer = budi.post(where, {"versi": page.context["version"], "scope_id": str(foreign.pk)})
    assert answer.status_code == 422
    assert "hanya untuk badan usaha dengan PMA" in str(answer.context["form"].errors["scope_id"])
    assert budi.post(where, {"versi": page.context["version"], "scope_id": str(plain.pk)}).status_code == 302
    assert Application.objects.get().answers["kegiatan"]["scope_id"] == str(plain.pk)


def test_an_activity_of_which_no_scope_is_for_this_holder_is_refused_at_the_kbli_page(people: Town) -> None:
    scope = offered("86105", "Klinik Swasta", Risk.MEDIUM_HIGH, agency=people.naker)
    Scope.objects.filter(pk=scope.pk).update(investment="pma")
    budi = signed_in(people)
    where = walk(budi, begin(budi), PAGES[:4])
    answer = budi.post(where, {"versi": 4, "kbli": "2025:86105"})
    assert answer.status_code == 422
    assert "hanya untuk badan usaha dengan PMA" in answer.content.decode()


def test_a_scope_chosen_beforehand_that_is_not_for_the_holder_is_asked_again(people: Town) -> None:
    foreign = offered("86105", "Klinik Swasta", Risk.MEDIUM_HIGH, agency=people.naker)
    Scope.objects.filter(pk=foreign.pk).update(investment="pma")
    Scope.objects.create(kbli=foreign.kbli, number=2, name="Klinik Pratama")
    budi = signed_in(people)
    people.budi.declared_kind = "person"
    people.budi.save()
    chosen = []
    for number in ("1", "2"):
        budi.post(f"/permohonan/baru/?kbli=86105&edisi=2025&lingkup={number}")
        chosen.append(Application.objects.latest("pk").answers["kegiatan"]["scope_id"])
    assert (chosen[0], bool(chosen[1])) == ("", True)


def test_the_chosen_activity_is_shown_by_its_name_also_beside_a_search_that_finds_nothing(
    people: Town, training: Scope
) -> None:
    budi = signed_in(people)
    where = walk(budi, begin(budi), PAGES[:5]).replace("/uraian/", "/kbli/")
    for query, found in (("", False), ("?q=zzzqqqxxx", True)):
        words = budi.get(where + query).content.decode()
        assert "Pilihan Anda sekarang" in words
        assert "Pelatihan Kerja Teknik Swasta" in words
        assert ("Tidak ketemu?" in words) is found


@pytest.mark.parametrize(
    ("environment", "topic"), [("ukl_upl", "ukl_upl"), ("amdal", "amdal"), ("", "environment_unknown")]
)
def test_a_case_for_another_office_stops_with_a_printable_referral(environment: str, topic: str, people: Town) -> None:
    offered("85571", "Pelatihan", Risk.MEDIUM_HIGH, environment=environment, agency=people.naker)
    budi = signed_in(people)
    statements = dict.fromkeys(("truth", "k3l", "standard", "spatial"), "on")
    end = walk(budi, begin(budi), [*PAGES[:-1], ("pernyataan/setuju", statements)])
    page = budi.get(end)
    assert [blocker.referral for blocker, _url in page.context["blockers"]] == [topic]
    assert page.context["go_on_url"].endswith("/langkah/lokasi/lingkungan/"), "the page that asks for it"
    link = f"/rujukan/{topic}.pdf"
    assert link in page.content.decode()
    paper = budi.get(end.replace("/ajukan-nib/", link))
    assert (paper.status_code, paper["Content-Type"], paper.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert budi.post(end).status_code == 409


def test_waiting_for_kkpr_stays_a_draft_with_that_notice(people: Town, training: Scope) -> None:
    budi = signed_in(people)
    pages = [(slug, {"spatial": "waiting"} if slug == "lokasi/ruang" else fields) for slug, fields in PAGES[:-1]]
    statements = dict.fromkeys(("truth", "k3l", "standard", "environment"), "on")
    end = walk(budi, begin(budi), [*pages, ("pernyataan/setuju", statements)])
    page = budi.get(end)
    words = page.content.decode()
    assert "Menunggu KKPR" in words
    states = {task["slug"]: task["state"] for task in page.context["tasks"]}
    assert states == {"pemohon": "done", "kegiatan": "done", "lokasi": "partial", "pernyataan": "done"}
    assert "/rujukan/pkkpr.pdf" in words
    assert page.context["go_on_url"].endswith("/langkah/lokasi/ruang/")
    assert budi.get("/permohonan/").status_code == 200


def test_nobody_but_applicants_begins_for_themselves(people: Town) -> None:
    assert Client().get("/permohonan/baru/").status_code == 302
    for name, status in (("budi", 200), ("wulan", 403), ("sari", 403), ("dedi", 403), ("kadis", 403), ("admin", 403)):
        assert signed_in(people, name).get("/permohonan/baru/").status_code == status, name
