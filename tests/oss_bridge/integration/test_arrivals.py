"""NIBs that come: for a file that waits, for a second activity, for a file that began in OSS."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from foundation.office.models import Office
from licensing.actions import adopt
from licensing.catalogue.models import Kbli
from licensing.models import Application, Document, Nib
from licensing.terms import CertificateStatus, DocumentKind, LicenceType, Master, Risk, Status
from oss_bridge.inbound import arriving
from oss_bridge.mirror import view_of
from oss_bridge.models import InboxItem
from oss_bridge.outbound.handing_over import hand_over as ours
from oss_bridge.troubles import OssRefused, OssUnknownOutcome
from tests.factories.files import NIK, risk_row
from tests.oss_bridge import cases
from tests.oss_bridge.integration.bridge import Bridge


def oss_first(bridge: Bridge, **changes: Any) -> Any:
    """Somebody typed at oss.go.id."""
    changes = {"reference": "", "holder": cases.budi(), **changes}
    return bridge.oss.oss.hand_over(cases.hand_over(**changes), origin="oss")


def fresh(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def test_medium_high_risk_waits_for_requirements_after_its_nib(bridge: Bridge) -> None:
    file = bridge.fulfilling()
    assert file.word == Status.FULFILLING
    assert file.nib is not None
    assert (file.nib.change_count, file.nib.holder) == (0, file.holder)
    assert file.id_izin in bridge.oss.books.permits
    assert file.proyek is not None
    assert file.proyek.id_proyek.startswith("R-")
    kinds = dict(Document.objects.values_list("kind", "certificate_status"))
    assert kinds[DocumentKind.SERTIFIKAT_STANDAR] == CertificateStatus.UNVERIFIED


def test_low_risk_is_issued_at_once(bridge: Bridge) -> None:
    row = risk_row("96200", Risk.LOW, None)
    row.licence_type = LicenceType.NIB
    row.save()
    file = bridge.fulfilling(row=row)
    assert file.word == Status.ISSUED
    assert set(Document.objects.values_list("kind", flat=True)) >= {"nib"}


def test_medium_low_risk_gets_its_self_declared_certificate_at_once(bridge: Bridge) -> None:
    file = bridge.fulfilling(row=risk_row("96201", Risk.MEDIUM_LOW, None))
    assert file.word == Status.ISSUED
    paper = Document.objects.get(kind=DocumentKind.SERTIFIKAT_STANDAR)
    assert paper.certificate_status == CertificateStatus.DECLARED
    assert paper.number == file.permit_number != ""


def test_a_push_before_the_answer_of_the_hand_over_is_enough(bridge: Bridge) -> None:
    file = bridge.requested()
    bridge.oss.hand_over(ours(file))  # OSS took it; our worker died before it read the answer
    bridge.bring()
    assert fresh(file).word == Status.FULFILLING
    bridge.carry()
    bridge.work("oss.nib_awaited")
    again = fresh(file)
    assert (again.word, again.problem) == (Status.FULFILLING, "")
    assert Nib.objects.count() == 1


def test_a_lost_push_is_pulled(bridge: Bridge) -> None:
    file = bridge.requested()
    bridge.carry()
    assert view_of(file).handed_nib
    bridge.oss.books.posted.clear()
    bridge.work("oss.nib_awaited")
    assert fresh(file).word == Status.FULFILLING
    assert not InboxItem.objects.exists()


def test_an_unanswered_hand_over_is_asked_again_and_gives_one_nib(bridge: Bridge) -> None:
    file = bridge.requested()
    bridge.oss.next_troubles.append(OssUnknownOutcome("diam"))
    message = bridge.carry()[0]
    assert (message.state, message.last_class) == ("pending", "unknown")
    assert message.next_at - timezone.now() > timedelta(seconds=25)
    bridge.carry()
    bridge.bring()
    assert fresh(file).word == Status.FULFILLING
    assert len(bridge.oss.books.holders) == 1


def test_a_refused_hand_over_goes_back_to_draft_with_the_reason(bridge: Bridge) -> None:
    file = bridge.requested()
    bridge.oss.next_troubles.append(OssRefused(400, "NIK tidak padan dengan Dukcapil"))
    bridge.carry()
    file = fresh(file)
    assert (file.word, file.problem) == (Status.DRAFT, "NIK tidak padan dengan Dukcapil")


def test_a_second_activity_keeps_the_nib_as_change_one(bridge: Bridge) -> None:
    first = bridge.fulfilling()
    second = bridge.fulfilling(number="PB-2026-900002", holder=first.holder, row=risk_row("85572"))
    assert second.word == Status.FULFILLING
    assert second.nib == first.nib
    assert second.nib is not None
    assert second.nib.change_count == 1
    assert Nib.objects.count() == 1
    assert second.holder == first.holder


def test_a_nib_that_differs_is_an_alarm_and_overwrites_nothing(bridge: Bridge) -> None:
    file = bridge.requested()
    held = Nib.objects.create(holder=file.holder, number="0101010000001", issued_on=date(2025, 1, 1))
    bridge.carry()
    bridge.bring()
    file = fresh(file)
    assert (file.word, file.nib) == (Status.NIB_REQUESTED, None)
    assert "NIB yang berbeda" in file.problem
    assert list(Nib.objects.all()) == [held]
    assert InboxItem.objects.get(method="receiveNIB").state == "parked"


def test_an_oss_first_push_becomes_a_file_at_the_right_agency(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    risk_row()
    monkeypatch.setattr(adopt.catalogue, "agency_for", lambda *_a, **_k: bridge.people.naker)
    done = oss_first(bridge)
    bridge.bring()
    file = Application.objects.get()
    assert (file.word, file.master, file.applicant) == (Status.FULFILLING, Master.OSS, None)
    assert (file.id_izin, file.agency, file.is_ours) == (done.licence_id, bridge.people.naker, True)
    assert file.nib is not None
    assert file.nib.number == done.nib
    assert file.holder is not None
    assert file.holder.owner is None


def test_one_bad_row_of_a_tree_does_not_spoil_the_other(bridge: Bridge) -> None:
    risk_row()
    holder = cases.budi()
    oss_first(bridge, holder=holder)
    good = oss_first(bridge, holder=holder)
    method, nib, body = bridge.oss.books.posted[1]
    body["dataNIB"]["data_checklist"][0]["id_proyek"] = "R-TIDAKADA"
    bridge.knock(method, json.dumps(body).encode(), nib=nib)
    bridge.work("oss.inbox")
    assert Application.objects.get().id_izin == good.licence_id
    item = InboxItem.objects.get()
    assert (item.state, "R-TIDAKADA" in item.problem) == ("parked", True)


def test_a_row_that_our_tables_refuse_does_not_spoil_the_other(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    risk_row()
    holder = cases.budi()
    bad, good = oss_first(bridge, holder=holder), oss_first(bridge, holder=holder)
    true_columns = arriving.proyek_columns

    def spoil(project: Any, *rest: Any) -> Any:
        if project.project_id == bad.project_id:
            raise ValueError("bukan angka")
        return true_columns(project, *rest)

    monkeypatch.setattr(arriving, "proyek_columns", spoil)
    bridge.bring()
    assert Application.objects.get().id_izin == good.licence_id
    assert set(InboxItem.objects.values_list("state", flat=True)) == {"parked"}


def test_two_trees_of_one_day_are_settled_by_asking_oss(bridge: Bridge) -> None:
    file = bridge.fulfilling()
    assert file.nib is not None
    bridge.oss.oss.freeze(file.nib.number)
    frozen = bridge.oss.books.posted[-1]
    bridge.bring()
    assert Nib.objects.get().status == "suspended"
    late = json.loads(json.dumps(frozen[2]))
    late["dataNIB"] |= {"status_nib": "01", "tipe_dokumen": "5"}  # sent earlier that day, arrives last
    bridge.knock("receiveNIB", json.dumps(late).encode(), nib=file.nib.number)
    bridge.work("oss.inbox")
    assert Nib.objects.get().status == "suspended"


@pytest.fixture
def reused() -> tuple[Kbli, Kbli]:
    """78104 means one thing in 2020 and another in 2025."""
    since = date(2020, 1, 1)
    old = Kbli.objects.create(
        edition="2020", code="78104", level=5, title="Aktivitas Penempatan Tenaga Kerja Daring", effective_from=since
    )
    new = Kbli.objects.create(
        edition="2025", code="78104", level=5, title="Aktivitas Alih Daya Tenaga Kerja", effective_from=since
    )
    return old, new


@pytest.mark.parametrize("edition", ["2020", "2025"])
@pytest.mark.parametrize("says", ["own", "other", "nothing"])
def test_a_reused_number_is_accepted_only_with_its_own_title(
    bridge: Bridge, reused: tuple[Kbli, Kbli], monkeypatch: pytest.MonkeyPatch, edition: str, says: str
) -> None:
    own = reused[edition == "2025"]
    other = reused[edition != "2025"]
    tomorrow = timezone.localdate() + timedelta(days=1)
    Office.objects.update_or_create(
        pk=1, defaults={"kbli_2025_from": tomorrow if edition == "2020" else date(2026, 1, 1)}
    )
    monkeypatch.setattr(arriving.catalogue, "both_meanings", lambda code: list(reused) if code == "78104" else [])
    title = {"own": own.title, "other": other.title, "nothing": ""}[says]
    oss_first(bridge, activity=cases.training(kbli="78104", edition=edition, title=title))
    bridge.bring()
    if says == "own":
        assert Application.objects.get().kbli == own
        return
    assert not Application.objects.exists()
    item = InboxItem.objects.get()
    assert item.state == "parked"
    assert "78104" in item.problem


def test_a_push_without_our_number_never_lands_on_a_file_that_waits(bridge: Bridge) -> None:
    risk_row()
    mine = bridge.requested()
    oss_first(bridge, holder=cases.budi(NIK))
    bridge.bring()
    assert fresh(mine).word == Status.NIB_REQUESTED
    assert Application.objects.filter(master=Master.OSS).count() == 1


def test_the_same_id_izin_twice_is_one_file(bridge: Bridge) -> None:
    risk_row()
    done = oss_first(bridge)
    bridge.bring()
    bridge.oss.oss.fulfil(cases.files(done))
    bridge.bring()
    assert Application.objects.count() == 1
