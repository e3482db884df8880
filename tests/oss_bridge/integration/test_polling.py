"""What a code of OSS does to a file of ours: every (status, code) pair, and the pairs of the decisions by name."""

from typing import Any

import pytest

from foundation.journal import book
from foundation.outbox.post import post
from licensing.life.steps import RULES, Step
from licensing.models import Application, Nib
from licensing.terms import Authority, Master, Status
from oss_bridge.contract import statuses
from oss_bridge.inbound import polling
from oss_bridge.inbound.polling import ADOPT, OPEN
from oss_bridge.models import OssView
from oss_bridge.reconciling.comparing import PAIRS
from oss_bridge.troubles import OssUnavailable
from supervision.models import Task
from tests.licensing.table import standing_at
from tests.oss_bridge import cases
from tests.oss_bridge.integration.bridge import Bridge

S = Status
RUNS = [
    S.SUBMITTED, S.COMPLETE, S.VERIFYING, S.SITE_VISIT, S.CORRECTION, S.CORRECTION_RESET, S.APPROVED, S.REJECTED,
    S.ISSUING, S.ACCOMPANIED,
]  # fmt: skip
#: (what OSS says, our status) → our next status, by the list of decisions. Whatever is in neither table moves nothing.
ADOPTED: dict[tuple[str, Status], Status] = {
    ("09", S.FULFILLING): S.SUBMITTED,
    ("09", S.INCOMPLETE): S.SUBMITTED,
    ("42", S.CORRECTION): S.VERIFYING,
    ("44", S.CORRECTION_RESET): S.VERIFYING,
    ("50", S.ISSUING): S.ISSUED,
    ("50", S.ACCOMPANIED): S.ISSUED,
    ("90", S.ACCOMPANIED): S.REFUSED,
    **{("57", status): S.ISSUED_BY_EXPIRY for status in RUNS},
}
SILENT_AT_50 = {S.ISSUING, S.ACCOMPANIED}
ALARMS = {
    *(("50", status) for status in OPEN - SILENT_AT_50),
    *(("57", status) for status in OPEN - set(RUNS)),
    *(("90", status) for status in OPEN - {S.ACCOMPANIED, S.WITHDRAWN}),
}


def at_oss(bridge: Bridge, status: Status, code: str, **columns: Any) -> Application:
    """A file that stands here, and whose permit stands there with this code and a number."""
    done = bridge.oss.hand_over(cases.hand_over())
    permit = bridge.oss.books.permits[done.licence_id]
    permit.code = code
    tree = bridge.oss.books.holders[done.nib].tree
    rows = [row.model_copy(update={"number": f"{done.nib}0001"}) for row in tree.permits]
    bridge.oss.books.holders[done.nib].tree = tree.model_copy(update={"permits": rows})
    columns = {"id_izin": done.licence_id, "complete_at": "2026-11-20T03:00:00Z", "master": Master.OSS, **columns}
    file = standing_at(status, bridge.people, **columns)
    if file.nib_id:
        Nib.objects.filter(pk=file.nib_id).update(number=done.nib)
    file.refresh_from_db()
    return file


def alarms(file: Application) -> list[str]:
    return [entry.note for entry in book.of(file.subject) if entry.kind == "application.alarm"]


@pytest.mark.parametrize("status", sorted(OPEN))
def test_every_cell_is_adopted_ignored_or_an_alarm(bridge: Bridge, status: Status) -> None:
    became: dict[tuple[str, Status], Status] = {}
    alarmed: set[tuple[str, Status]] = set()
    for ordinal, code in enumerate(sorted(statuses.KNOWN)):
        file = at_oss(bridge, status, code, number=f"PB-2026-80{ordinal:04d}")
        bridge.poll(file)
        bridge.poll(file)
        if file.word != status:
            became[code, status] = file.word
        if alarms(file):
            assert len(alarms(file)) == 1
            alarmed.add((code, status))
        assert OssView.objects.get(application=file).code == code
    assert became == {cell: after for cell, after in ADOPTED.items() if cell[1] == status}
    assert alarmed == {cell for cell in ALARMS if cell[1] == status}


@pytest.mark.parametrize("status", [S.APPROVED, S.REJECTED, S.ISSUING])
def test_57_stands_against_45_93_and_a_sent_50(bridge: Bridge, status: Status) -> None:
    file = bridge.poll(at_oss(bridge, status, "57"))
    assert file.word == S.ISSUED_BY_EXPIRY
    assert file.permit_number.endswith("0001")
    assert file.closed_at is not None
    task = Task.objects.get()
    assert (task.application, task.stood_at, task.state) == (file, status, "open")


def test_57_on_a_withdrawn_file_is_an_alarm_and_ends_the_polling(bridge: Bridge) -> None:
    file = bridge.poll(at_oss(bridge, S.WITHDRAWN, "57"))
    assert file.word == S.WITHDRAWN
    assert alarms(file) == [file.problem]
    assert "57" in file.problem
    assert polling.is_closed(file, "57")


def test_a_file_that_oss_refused_too_is_no_alarm_when_withdrawn(bridge: Bridge) -> None:
    file = bridge.poll(at_oss(bridge, S.WITHDRAWN, "90"))
    assert alarms(file) == []


@pytest.mark.parametrize("code", ["58", "99", "AB"])
def test_an_unknown_code_is_kept_raw_and_alarms_once(bridge: Bridge, code: str) -> None:
    file = at_oss(bridge, S.VERIFYING, code)
    for _again in range(3):
        bridge.poll(file)
    assert file.word == S.VERIFYING
    assert OssView.objects.get(application=file).code == code
    assert len(alarms(file)) == 1


@pytest.mark.parametrize(
    ("status", "code", "step"),
    [(S.CORRECTION, "42", Step.ASK_CORRECTION), (S.INCOMPLETE, "09", Step.FIND_INCOMPLETE)],
)
def test_an_answer_to_an_earlier_request_is_not_taken_for_one_to_ours(
    bridge: Bridge, status: Status, code: str, step: Step
) -> None:
    """OSS has not heard our newest request: its 42 or 09 is old."""
    file = at_oss(bridge, status, code)
    message = {"application": file.pk, "step": step.value, "to": status.value, "actor": {"user_id": None}}
    post("oss", subject=file.subject, kind=f"step.{step.value}", payload=message)
    assert bridge.poll(file).word == status
    bridge.carry()
    assert bridge.poll(file).word == status  # OSS now stands at our request


def test_what_a_failed_fetch_kept_from_being_adopted_is_adopted_next_time(bridge: Bridge) -> None:
    file = at_oss(bridge, S.APPROVED, "57", master=Master.PORTAL)
    true_licence = bridge.oss.licence

    def down(*_a: Any, **_k: Any) -> Any:
        raise OssUnavailable("mati")

    bridge.oss.licence = down  # type: ignore[method-assign]
    assert bridge.poll(file).word == S.APPROVED
    bridge.oss.licence = true_licence  # type: ignore[method-assign]
    assert bridge.poll(file).word == S.ISSUED_BY_EXPIRY


def test_the_first_sight_of_a_code_is_kept_with_the_poll_before_it(bridge: Bridge) -> None:
    file = at_oss(bridge, S.VERIFYING, "20")
    bridge.poll(file)
    before = OssView.objects.get(application=file)
    bridge.poll(file)
    bridge.oss.books.permits[file.id_izin].code = "57"
    bridge.poll(file)
    seen = OssView.objects.get(application=file)
    assert before.polled_at is not None
    assert seen.previous_poll_at is not None
    assert seen.first_seen_at is not None
    assert before.polled_at < seen.previous_poll_at < seen.first_seen_at


def test_a_difference_that_went_away_is_not_shown_any_more(bridge: Bridge) -> None:
    file = bridge.poll(at_oss(bridge, S.VERIFYING, "50"))
    assert OssView.objects.get(application=file).difference
    bridge.oss.books.permits[file.id_izin].code = "20"
    bridge.poll(file)
    assert OssView.objects.get(application=file).difference == ""


def test_every_code_that_moves_something_is_in_the_table() -> None:
    assert set(ADOPT) == set(PAIRS) == {"09", "11", "41", "42", "43", "44", "50", "57", "90"}
    assert RULES[Step.EXPIRE].sources == PAIRS["57"].here


class TestElsewhere:
    """Files that another authority decides."""

    def file(self, bridge: Bridge, code: str, **columns: Any) -> Application:
        return at_oss(bridge, S.ACCOMPANIED, code, master=Master.PORTAL, authority=Authority.MINISTER, **columns)

    @pytest.mark.parametrize("code", ["11", "41", "43"])
    def test_a_request_opens_the_uploads_and_is_told_once(self, bridge: Bridge, code: str) -> None:
        file = self.file(bridge, code)
        for _again in range(3):
            bridge.poll(file)
        assert file.uploads_open
        assert all(line.is_open for line in file.requirements.all())
        assert [e.kind for e in book.of(file.subject)].count("application.ask_elsewhere") == 1

    def test_an_answer_given_at_oss_closes_them(self, bridge: Bridge) -> None:
        file = bridge.poll(self.file(bridge, "41"))
        bridge.oss.books.permits[file.id_izin].code = "42"
        bridge.poll(file)
        assert not file.uploads_open
        bridge.oss.books.permits[file.id_izin].code = "41"
        assert bridge.poll(file).uploads_open
        assert [e.kind for e in book.of(file.subject)].count("application.ask_elsewhere") == 2
