"""Codes and our statuses say the same, and nothing is sent that OSS may not hear."""

import pytest

from licensing.terms import Status
from oss_bridge.contract import codes, statuses

# The office's own list (decisions, table of statuses): member, kd_status.
TABLE = {
    Status.SUBMITTED: "09",
    Status.INCOMPLETE: "11",
    Status.COMPLETE: "10",
    Status.VERIFYING: "20",
    Status.SITE_VISIT: "40",
    Status.CORRECTION: "41",
    Status.CORRECTION_RESET: "43",
    Status.APPROVED: "45",
    Status.REJECTED: "93",
    Status.ISSUED: "50",
    Status.ISSUED_BY_EXPIRY: "57",
    Status.REFUSED: "90",
}


@pytest.mark.parametrize(("status", "code"), TABLE.items())
def test_a_status_and_its_code_name_each_other(status: Status, code: str) -> None:
    assert statuses.code_of(status) == code
    assert statuses.status_of(code) is status


@pytest.mark.parametrize("status", [Status.DRAFT, Status.NIB_REQUESTED, Status.WITHDRAWN, Status.ACCOMPANIED])
def test_of_some_statuses_oss_is_told_nothing(status: Status) -> None:
    assert statuses.code_of(status) is None


def test_the_applicants_answers_bring_the_file_back_to_the_reviewer() -> None:
    assert statuses.status_of("42") is Status.VERIFYING
    assert statuses.status_of("44") is Status.VERIFYING
    assert (statuses.KNOWN["42"].clock, statuses.KNOWN["44"].clock) == (statuses.Clock.RESUME, statuses.Clock.RESTART)
    assert (statuses.KNOWN["41"].clock, statuses.KNOWN["43"].clock) == (statuses.Clock.PAUSE, statuses.Clock.RESET)


@pytest.mark.parametrize("code", ["00", "35", "46", "47", "48", "51", "58", "81", "82", "91", "92", "", "5"])
def test_codes_seen_in_the_wild_but_not_listed_are_unknown(code: str) -> None:
    assert not statuses.is_known(code)
    assert statuses.status_of(code) is None
    assert statuses.meaning(code) == ""


def test_every_code_of_lampiran_10_is_known_and_has_words() -> None:
    assert set(statuses.KNOWN) == set(codes.tables()[codes.PERMIT_STATUS])
    assert all(row.meaning for row in statuses.KNOWN.values())


MOVES = """
09>10 09>11 10>20 20>40 20>41 20>43 20>45 20>93 40>41 40>43 40>45 40>93
42>20 42>40 42>45 42>93 44>20 44>40 44>45 44>93 45>49 45>50 45>90 49>50 93>90
50>60 50>70 50>80 57>60 57>70 57>80
41>20 43>20 45>40 45>41 45>43 45>93 93>40 93>41 93>43 93>45
60>70 60>80 70>60 70>80 80>60 80>70
"""


def test_exactly_the_agreed_moves_may_be_sent() -> None:
    pairs = {f"{last}>{new}" for last in statuses.KNOWN for new in statuses.KNOWN if last != new}
    assert {pair for pair in pairs if statuses.may_send(*pair.split(">"))} == set(MOVES.split())


def test_a_repeat_may_always_be_sent_and_an_unheard_of_permit_allows_nothing() -> None:
    assert statuses.may_send("57", "57")
    assert not statuses.may_send("", "10")
    assert not statuses.may_send("77", "10")


@pytest.mark.parametrize("code", ["42", "44", "57"])
def test_what_only_oss_may_say_is_never_ours_to_send(code: str) -> None:
    assert not any(code in allowed for allowed in statuses.ALLOWED_SENDS.values())
    assert statuses.KNOWN[code].sender is statuses.Sender.OSS


def test_a_rejection_never_becomes_an_issue_and_an_end_is_an_end() -> None:
    assert not statuses.may_send("93", "50")
    for code in statuses.FINAL:
        assert statuses.ALLOWED_SENDS.get(code, frozenset()) <= {"60", "70", "80"}


@pytest.mark.parametrize(
    ("last", "new", "sent"),
    [
        ("20", "45", ("45",)),
        ("42", "41", ("20", "41")),
        ("44", "43", ("20", "43")),
        ("41", "93", ("20", "93")),
        ("45", "45", ("45",)),
        ("10", "45", ()),
        ("57", "45", ()),
        ("93", "50", ()),
        ("77", "20", ()),
    ],
)
def test_the_way_to_a_status_takes_one_detour_at_most_and_never_skips_the_claim(
    last: str, new: str, sent: tuple[str, ...]
) -> None:
    assert statuses.way(last, new) == sent
