"""Reconciliation: what both sides say is compared; what may be repaired is, the rest waits for a person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.journal import book
from foundation.outbox.models import OutboxMessage
from foundation.pulse import due, work
from foundation.pulse.models import DueTask
from licensing.actions import outcome
from licensing.life import storytelling
from licensing.life.steps import Step
from licensing.models import Application, Nib
from licensing.terms import Master, Status
from oss_bridge.models import Comparison, Difference, OssView
from oss_bridge.reconciling import differences, repairing, rounds
from oss_bridge.troubles import OssRefused, OssUnavailable
from tests.factories.files import risk_row
from tests.oss_bridge import cases
from tests.oss_bridge.integration.bridge import Bridge
from tests.oss_bridge.integration.test_outward import Desk
from tests.oss_bridge.integration.test_polling import alarms, at_oss


def compare(bridge: Bridge, kind: str = rounds.RECENT) -> Comparison:
    """One round, now."""
    task = DueTask.objects.get_or_create(kind=kind, subject="")[0]
    DueTask.objects.filter(pk=task.pk).update(state="pending", attempts=1, next_at=timezone.now())
    task.refresh_from_db()
    work.run(task)
    found = Comparison.objects.first()
    assert found is not None
    return found


def forget(bridge: Bridge, file: Application, code: str) -> None:
    """OSS was put back from a backup: it stands where it stood before."""
    permit = bridge.oss.books.permits[file.id_izin]
    permit.code = code


def at_the_reviewer(bridge: Bridge) -> Application:
    """Sent, complete, claimed; OSS heard it all."""
    return Desk(bridge).verifying().file


def open_kinds(file: Application) -> list[str]:
    return list(differences.open_ones().filter(application=file).values_list("kind", flat=True))


def test_what_oss_forgot_is_told_again_in_order_by_the_reconciliation(bridge: Bridge) -> None:
    file = at_the_reviewer(bridge)
    assert bridge.oss.books.permits[file.id_izin].code == "20"
    forget(bridge, file, "09")
    run = compare(bridge)
    assert run.finished_at is not None
    lost = OutboxMessage.objects.filter(channel="oss", subject=file.subject, state="pending")
    assert [message.payload["step"] for message in lost.order_by("id")] == ["find_complete", "claim"]
    bridge.carry()
    bridge.carry()
    assert bridge.oss.books.permits[file.id_izin].code == "20"
    entry = book.of(file.subject).filter(kind="oss.reconciled").get()
    assert (entry.name, entry.data["told"]) == ("Rekonsiliasi", ["10", "20"])
    assert Difference.objects.get(application=file).state == "repaired"
    titles = [moment.title for moment in storytelling.told(file, to_desk=True)]
    assert "Disamakan dengan OSS (rekonsiliasi)" in titles
    assert "Disamakan dengan OSS (rekonsiliasi)" not in [moment.title for moment in storytelling.told(file)]
    compare(bridge)
    assert book.of(file.subject).filter(kind="oss.reconciled").count() == 1


def test_nothing_is_told_again_while_the_line_still_has_something_for_this_file(bridge: Bridge) -> None:
    file = at_the_reviewer(bridge)
    forget(bridge, file, "10")
    repairing.tell_again(file, repairing.told(file)[-1:], "uji")
    compare(bridge)
    assert OutboxMessage.objects.filter(subject=file.subject, state="pending").count() == 1


def test_what_two_officers_left_out_is_not_told_by_the_back_door(bridge: Bridge) -> None:
    file = at_the_reviewer(bridge)
    OutboxMessage.objects.filter(subject=file.subject, kind="step.claim").update(state="skipped")
    forget(bridge, file, "10")
    compare(bridge)
    assert not OutboxMessage.objects.filter(subject=file.subject, state="pending").exists()


def test_a_number_is_never_asked_for_twice_without_a_person(bridge: Bridge) -> None:
    file = at_oss(bridge, Status.ISSUING, "50")
    book.record("application.issue", subject=file.subject, who=repairing.REKONSILIASI, data={"version": 1})
    bridge.poll(file)
    assert file.word == Status.ISSUED
    forget(bridge, file, "12")
    Application.objects.filter(pk=file.pk).update(closed_at=timezone.now())
    compare(bridge)
    assert not OutboxMessage.objects.filter(subject=file.subject, state="pending").exists()
    assert open_kinds(file) == ["behind"]
    assert "tidak diminta ulang tanpa petugas" in alarms(file)[0]


def test_a_nib_that_differs_is_an_alarm_and_nothing_is_overwritten(bridge: Bridge) -> None:
    file = at_oss(bridge, Status.VERIFYING, "57")
    assert file.nib is not None
    Nib.objects.filter(pk=file.nib_id).update(number="9990000000001")
    compare(bridge)
    file.refresh_from_db()
    assert file.word == Status.VERIFYING  # not even 57 is believed under another NIB
    assert Nib.objects.get(pk=file.nib_id).number == "9990000000001"
    assert open_kinds(file) == ["nib"]
    assert len(alarms(file)) == 1
    compare(bridge)
    assert len(alarms(file)) == 1


def test_a_permit_that_oss_no_longer_knows_is_an_alarm(bridge: Bridge) -> None:
    file = at_oss(bridge, Status.VERIFYING, "20")
    del bridge.oss.books.permits[file.id_izin]
    compare(bridge)
    assert open_kinds(file) == ["missing_there"]


def test_at_night_a_number_that_differs_is_an_alarm(bridge: Bridge) -> None:
    file = bridge.poll(at_oss(bridge, Status.ISSUING, "50"))
    Application.objects.filter(pk=file.pk).update(permit_number="0000")
    compare(bridge, rounds.ALL)
    assert open_kinds(file) == ["number"]
    Application.objects.filter(pk=file.pk).update(permit_number=file.permit_number)
    compare(bridge, rounds.ALL)
    assert open_kinds(file) == []


def test_at_night_a_nib_that_oss_does_not_know_is_an_alarm_once(bridge: Bridge) -> None:
    file = at_oss(bridge, Status.VERIFYING, "20")
    Nib.objects.filter(pk=file.nib_id).update(number="9990000000002")
    for _night in range(2):
        compare(bridge, rounds.ALL)
    row = differences.open_ones().get(subject=f"nib:{file.nib_id}")
    assert (row.kind, row.here) == ("nib", "9990000000002")
    assert len(alarms(file)) == 1


def test_at_night_a_permit_that_never_reached_us_becomes_a_file(bridge: Bridge) -> None:
    risk_row()
    holder = cases.budi()
    known = bridge.oss.oss.hand_over(cases.hand_over(reference="", holder=holder), origin="oss")
    bridge.bring()
    later = bridge.oss.oss.hand_over(cases.hand_over(reference="", holder=holder), origin="oss")
    bridge.oss.books.posted.clear()  # the push was lost for good
    assert set(Application.objects.values_list("id_izin", flat=True)) == {known.licence_id}
    compare(bridge, rounds.ALL)
    found = Application.objects.get(id_izin=later.licence_id)
    assert book.of(found.subject).filter(kind="oss.reconciled").exists()


def test_one_round_repairs_twenty_broken_rows_and_leaves_the_alarms(bridge: Bridge) -> None:
    behind = [at_oss(bridge, Status.CORRECTION, "42", number=f"PB-2026-81{n:04d}") for n in range(10)]
    ahead = [at_oss(bridge, Status.APPROVED, "57", number=f"PB-2026-82{n:04d}") for n in range(10)]
    odd = [at_oss(bridge, Status.VERIFYING, "50", number=f"PB-2026-83{n:04d}") for n in range(3)]
    run = compare(bridge)
    assert {Application.objects.get(pk=file.pk).word for file in behind} == {Status.VERIFYING}
    assert {Application.objects.get(pk=file.pk).word for file in ahead} == {Status.ISSUED_BY_EXPIRY}
    assert {Application.objects.get(pk=file.pk).word for file in odd} == {Status.VERIFYING}
    assert (run.looked, run.repaired, run.alarms) == (23, 20, 3)
    for file in [*behind, *ahead]:
        assert book.of(file.subject).filter(kind="oss.reconciled", name="Rekonsiliasi").count() == 1


def test_a_round_that_was_interrupted_goes_on_where_it_stopped(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [at_oss(bridge, Status.VERIFYING, "20", number=f"PB-2026-84{n:04d}") for n in range(3)]
    monkeypatch.setattr(rounds, "BUDGET_SECONDS", -1.0)
    assert compare(bridge).finished_at is None
    monkeypatch.setattr(rounds, "BUDGET_SECONDS", 60.0)
    true_look, asked = rounds.look_at_file, []

    def look(pk: int) -> None:
        asked.append(pk)
        if len(asked) == 2:
            raise due.Later("mati", seconds=5)
        true_look(pk)

    monkeypatch.setattr(rounds, "look_at_file", look)
    assert compare(bridge).trouble == "mati"
    assert compare(bridge).finished_at is not None
    assert asked == [files[0].pk, files[1].pk, files[1].pk, files[2].pk]
    assert Comparison.objects.count() == 1


def test_a_round_longer_than_one_batch_goes_on_at_once(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        at_oss(bridge, Status.VERIFYING, "20", number=f"PB-2026-86{number:04d}")
    monkeypatch.setattr(rounds, "BATCH", 2)
    assert compare(bridge).finished_at is None
    run = compare(bridge)
    assert run.finished_at is not None
    assert (run.looked, Comparison.objects.count()) == (3, 1)


def test_while_oss_is_away_nothing_is_judged_and_nobody_waits_for_it(bridge: Bridge) -> None:
    file = at_oss(bridge, Status.VERIFYING, "57")
    for _try in range(5):
        bridge.oss.next_troubles.append(OssUnavailable("mati"))
        compare(bridge)
    calls = len(bridge.oss.calls)
    run = compare(bridge)
    assert len(bridge.oss.calls) == calls  # the circuit is open: not even asked
    assert run.finished_at is None
    assert "terputus" in run.trouble
    assert bridge.poll(file).word == Status.VERIFYING
    assert len(bridge.oss.calls) == calls


def test_a_fresh_mirror_is_not_asked_again_and_a_stale_one_is(bridge: Bridge) -> None:
    file = bridge.poll(at_oss(bridge, Status.VERIFYING, "20"))
    assert compare(bridge).looked == 0
    OssView.objects.filter(application=file).update(polled_at=timezone.now() - timedelta(minutes=16))
    assert compare(bridge).looked == 1


def test_a_settled_difference_stays_settled_until_either_side_says_something_else(bridge: Bridge) -> None:
    file = bridge.poll(at_oss(bridge, Status.VERIFYING, "50"))
    differences.settle(
        differences.open_ones().get(), actor=bridge.people.actor("admin"), reason="Ditanyakan ke Lembaga OSS"
    )
    file.refresh_from_db()
    assert file.problem == ""
    assert bridge.poll(file).problem == ""
    assert open_kinds(file) == []
    entry = book.of(file.subject).filter(kind="oss.difference_settled").get()
    assert (entry.name, entry.note) == ("Admin Kantor", "Ditanyakan ke Lembaga OSS")
    bridge.oss.books.permits[file.id_izin].code = "90"
    bridge.poll(file)
    assert open_kinds(file) == ["status"]


def test_a_steps_undoing_is_not_told_again(bridge: Bridge) -> None:
    file = at_oss(bridge, Status.ISSUING, "45", master=Master.PORTAL)
    book.record("application.issue", subject=file.subject, who=repairing.REKONSILIASI, data={"version": 2})
    assert [one.step for one in repairing.told(file)][-1] == Step.ISSUE
    outcome.not_issued(file, "NIP tidak dikenal")
    assert Step.ISSUE not in [one.step for one in repairing.told(file)]


def test_one_bad_row_never_fails_the_round(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, refused, good = (at_oss(bridge, Status.APPROVED, "57", number=f"PB-2026-87{n:04d}") for n in range(3))
    true_look = rounds.look_at_file

    def look(pk: int) -> None:
        if pk == bad.pk:
            raise ZeroDivisionError
        if pk == refused.pk:
            bridge.oss.next_troubles.append(OssRefused(403, "Ilegal Inquery/Akses"))
        true_look(pk)

    monkeypatch.setattr(rounds, "look_at_file", look)
    assert compare(bridge).finished_at is not None
    good.refresh_from_db()
    assert good.word == Status.ISSUED_BY_EXPIRY
    assert "menolak menjawab" in alarms(refused)[0]
