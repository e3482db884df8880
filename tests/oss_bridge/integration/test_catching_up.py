"""OSS was put back from a backup while we went on: the next message finds it behind, and tells it what it forgot."""

from foundation.journal import book
from licensing.actions import decide
from licensing.terms import Status
from oss_bridge.reconciling import repairing
from tests.oss_bridge.integration.bridge import Bridge
from tests.oss_bridge.integration.test_outward import Desk


def back_to(desk: Desk, code: str) -> None:
    """OSS forgot what came after this code."""
    permit = desk.bridge.oss.books.permits[desk.file.id_izin]
    permit.code = code
    places = [place for place, step in enumerate(permit.history) if step["code"] == code]
    del permit.history[places[-1] + 1 :]


def told_again(desk: Desk) -> list[list[str]]:
    return [entry.data["told"] for entry in book.of(desk.file.subject).filter(kind="oss.reconciled")]


def test_a_status_is_preceded_by_what_oss_forgot(bridge: Bridge) -> None:
    desk = Desk(bridge).verifying()
    back_to(desk, "09")
    desk.approve()
    bridge.carry()
    assert desk.codes == ["12", "09", "10", "20", "45"]
    assert told_again(desk) == [["10", "20"]]


def test_an_issue_is_preceded_by_what_oss_forgot_and_gets_one_number(bridge: Bridge) -> None:
    desk = Desk(bridge).verifying().approve()
    back_to(desk, "20")
    desk.then(decide.issue, actor=desk.who("kadis"))
    bridge.carry()
    desk.file.refresh_from_db()
    assert desk.file.word == Status.ISSUED
    assert desk.codes == ["12", "09", "10", "20", "45", "50"]
    assert told_again(desk) == [["45"]]


def test_an_answer_of_the_applicant_is_preceded_by_the_request_that_oss_forgot(bridge: Bridge) -> None:
    desk = Desk(bridge).verifying().ask()
    back_to(desk, "12")
    desk.answer()
    bridge.carry()
    assert desk.codes == ["12", "09", "10", "20", "41", "42"]
    assert told_again(desk) == [["09", "10", "20", "41"]]


def test_a_refusal_that_is_no_forgetting_needs_a_person(bridge: Bridge) -> None:
    desk = Desk(bridge).verifying()
    bridge.oss.books.permits[desk.file.id_izin].code = "93"  # nobody here said so
    desk.approve()
    message = bridge.carry()[-1]
    assert message.state in {"dead", "done"}
    assert told_again(desk) == []


def test_what_is_told_again_ends_before_the_message_in_hand(bridge: Bridge) -> None:
    desk = Desk(bridge).verifying()
    assert [one.code for one in repairing.told(desk.file)] == ["09", "10", "20"]
    back_to(desk, "10")
    desk.approve()
    bridge.carry()
    assert desk.codes.count("45") == 1
