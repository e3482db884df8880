"""Scans onto the tray, papers into hands: by whom they may be taken, and never for a survey."""

from typing import Any

import pytest
from django.utils import timezone

from counter.assisted.actions import ending, offering, papers, scans, sessions
from counter.assisted.models import Assistance, HandOver, Proxy, Scan
from counter.assisted.queries.sessions import tray_of
from counter.assisted.terms import Attendance, ProxyScope, SignatureHow
from counter.logbook.models import Visit
from counter.logbook.settling.offering import Way
from foundation.files import store
from foundation.files.models import StoredFile
from foundation.journal.who import Who
from licensing.models import Application, Document
from licensing.terms import Status
from licensing.workflow import Refused
from surveys.models import Offered
from tests.counter.assisted.conftest import Counter, scan
from tests.counter.assisted.test_standing import proxy_of
from tests.factories.files import application_in, stored
from tests.foundation.files import pdfs

pytestmark = pytest.mark.django_db
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
DOT = f"data:image/png;base64,{PIXEL}"


def issued(assisted_for: str, number: str = "PB-2026-000101") -> tuple[Application, Document]:
    """An issued file of somebody, with one paper that can be given."""
    file = application_in(Status.ISSUED, applicant=None, agency=None, number=number, assisted_for=assisted_for)
    data = pdfs.saved(pdfs.blank(1, number))
    kept = store.keep_bytes(data, purpose="document", subject=file.subject, name="ss.pdf", kind="pdf", who=Who())
    paper = Document.objects.create(
        application=file, kind="sertifikat_standar", number="2211", status="valid", file=kept, sha256=kept.sha256,
        issued_on=timezone.localdate(),
    )  # fmt: skip
    return file, paper


def give(assistance: Assistance, file: Application, paper: Document, actor: Any, **facts: Any) -> HandOver:
    signature = stored(file.subject, data=b"ttd", name=f"ttd-{assistance.pk}.png")
    return papers.hand_over(assistance, file, [paper], signature, how=SignatureHow.PAPER, actor=actor, **facts)


def through(desk: Counter, scope: ProxyScope) -> tuple[Assistance, Any, Application, Document]:
    """Andi stands at the window for Bu Ratna."""
    ratna = desk.ratna()
    file, paper = issued(ratna.subject)
    proxy = proxy_of(desk, ratna, scope=scope)
    return *desk.start(ratna, attendance=Attendance.PROXY, proxy=proxy), file, paper


def test_a_proxy_shows_the_letter_again_at_the_hand_over(desk: Counter) -> None:
    assistance, wulan, file, paper = through(desk, ProxyScope.COLLECT)
    with pytest.raises(Refused, match="diperlihatkan lagi"):
        give(assistance, file, paper, wulan)
    row = give(assistance, file, paper, wulan, letter_shown=True)
    assert (row.taken_as, row.taken_by, row.proxy) == ("proxy", "Andi Wijaya", assistance.proxy)


def test_a_letter_for_filing_only_or_one_that_ended_meanwhile_collects_nothing(desk: Counter) -> None:
    assistance, wulan, file, paper = through(desk, ProxyScope.FILE)
    with pytest.raises(Refused, match="tidak mencakup pengambilan"):
        give(assistance, file, paper, wulan, letter_shown=True)
    Proxy.objects.update(scope=ProxyScope.BOTH, revoked_at=timezone.now())
    assistance = Assistance.objects.get()
    with pytest.raises(Refused, match="tidak berlaku lagi"):
        give(assistance, file, paper, wulan, letter_shown=True)
    assert not HandOver.objects.exists()


def test_papers_go_to_nobody_whose_card_was_not_seen_and_not_to_others(desk: Counter) -> None:
    ratna = desk.ratna()
    file, paper = issued(ratna.subject)
    other, theirs = issued("person:999", "PB-2026-000102")
    assistance, wulan = desk.start(ratna, ktp_seen=False)
    with pytest.raises(Refused, match="KTP-el"):
        give(assistance, file, paper, wulan)
    sessions.see_ktp(assistance, actor=wulan)
    with pytest.raises(Refused, match="bukan milik"):
        give(assistance, other, theirs, wulan)
    with pytest.raises(Refused, match="bukan milik"):
        papers.printed(assistance, theirs, actor=wulan)
    with pytest.raises(Refused, match="sedikitnya satu"):
        give(assistance, file, theirs, wulan)


def test_a_signature_drawn_on_the_screen_is_kept_as_a_picture(desk: Counter) -> None:
    ratna = desk.ratna()
    file, paper = issued(ratna.subject)
    desk.start(ratna)
    client, url = desk.at(), f"/loket/serah/{file.number}/"
    assert client.post(url, {"documents": [paper.pk], "pad": "data:image/png;base64,bukan"}).status_code == 422
    assert client.post(url, {"documents": [paper.pk], "pad": DOT}).status_code == 302
    row = HandOver.objects.get()
    assert (row.how, row.signature.kind, row.signature.purpose) == ("pad", StoredFile.Kind.PNG, "signature")
    assert desk.at("hendra").get(row.signature.get_absolute_url()).status_code == 404


def test_the_survey_is_offered_once_per_service_and_is_never_a_condition(desk: Counter) -> None:
    ratna = desk.ratna()
    file, paper = issued(ratna.subject)
    assistance, wulan = desk.start(ratna)
    give(assistance, file, paper, wulan)  # before any offer
    links = {offering.offer(assistance, way=Way.QR, actor=wulan) for _n in range(3)}
    assert (len(links), Offered.objects.count()) == (1, 1)
    visit = Visit.objects.get()
    assert visit.acts.filter(kind="survey").count() == 1
    give(assistance, file, paper, wulan)  # and after one, answered or not
    ending.end(assistance, result="selesai", actor=wulan)
    again, _actor = desk.start(ratna)
    offering.offer(again, way=Way.TABLET, actor=wulan)
    assert Offered.objects.count() == 2, "the next service is another one"
    ending.end(again, result="selesai", actor=wulan)
    third, _actor = desk.start(ratna)
    ending.end(third, result="selesai", actor=wulan)
    assert list(Visit.objects.order_by("pk").values_list("survey_offered", flat=True)) == [True, True, False]


def test_one_bad_scan_does_not_cost_the_good_ones(desk: Counter) -> None:
    ratna = desk.ratna()
    file = application_in(Status.FULFILLING, applicant=None, agency=None, assisted_for=ratna.subject)
    assistance, wulan = desk.start(ratna)
    from_clerk = [scan("baik.pdf"), scan("rusak.pdf")]
    from_clerk[1].file.truncate(40)
    from_clerk[1].size = 40
    troubles = scans.receive(assistance, file, from_clerk, actor=wulan)
    assert len(troubles) == 1
    assert troubles[0].startswith("rusak.pdf: ")
    assert [row.file.original_name for row in tray_of(file)] == ["baik.pdf"]
    page = desk.at().post(f"/loket/bantu/{file.number}/pindai/unggah/", {})
    assert page.status_code == 422
    kept = Scan.objects.get()
    assert scans.assign(assistance, [kept], {kept.pk: scans.DISCARD}, actor=wulan) == 0
    assert tray_of(file) == []
    assert not file.requirements.filter(evidence__isnull=False).exists()


def test_scans_beyond_one_pile_are_named_and_not_lost_in_silence(
    desk: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    ratna = desk.ratna()
    file = application_in(Status.FULFILLING, applicant=None, agency=None, assisted_for=ratna.subject)
    desk.start(ratna)
    monkeypatch.setattr("counter.assisted.views.scans.MOST", 2)
    pile = [scan(f"halaman-{number}.pdf") for number in (1, 2, 3)]
    page = desk.at().post(f"/loket/bantu/{file.number}/pindai/unggah/", {"berkas": pile})
    assert page.status_code == 422
    assert "halaman-3.pdf: lebih dari 2 berkas sekaligus." in page.content.decode()
    assert [row.file.original_name for row in tray_of(file)] == ["halaman-1.pdf", "halaman-2.pdf"]


def test_a_file_that_takes_no_papers_takes_no_scans(desk: Counter) -> None:
    ratna = desk.ratna()
    file = application_in(Status.VERIFYING, applicant=None, agency=desk.people.naker, assisted_for=ratna.subject)
    assistance, wulan = desk.start(ratna)
    with pytest.raises(Refused, match="sedang diproses"):
        scans.receive(assistance, file, [scan()], actor=wulan)
    assert not Scan.objects.exists()


def test_the_tray_counts_what_is_required_and_names_what_is_free(desk: Counter) -> None:
    ratna = desk.ratna()
    file = application_in(Status.FULFILLING, applicant=None, agency=None, assisted_for=ratna.subject)
    desk.start(ratna)
    file.requirements.filter(number=2).update(is_required=False)
    page = " ".join(desk.at().get(f"/loket/bantu/{file.number}/pindai/").content.decode().split())
    assert "0 dari 1 dokumen wajib sudah ada. 1 dokumen tambahan boleh diunggah." in page
