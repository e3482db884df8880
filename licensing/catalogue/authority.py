"""Who decides: reading a row's authority list, whose parameters are free text.

Meanings of parameters are data (AuthorityParameter). A line whose meaning is not known, or lines
that contradict each other, make the answer UNKNOWN: an officer makes sure.
"""

from collections.abc import Iterable, Mapping

from licensing.catalogue.models.risk import AuthorityParameter
from licensing.terms import Authority

Test = AuthorityParameter.Test
JAKARTA = "31"


def normal(parameter: str) -> str:
    """How a parameter is looked up: small letters, single blanks."""
    return " ".join(parameter.lower().split())


def holds(test: str, *, is_pma: bool, region_code: str, crosses: str = "") -> bool | None:
    """Does a line apply? None = nobody can tell from here.

    ``crosses``: "" the site lies in one regency; "regencies" or "provinces" it crosses their border.
    """
    in_jakarta = region_code.startswith(JAKARTA) if region_code else None
    answers: dict[str, bool | None] = {
        Test.ALWAYS: True,
        Test.FOREIGN: is_pma,
        Test.DOMESTIC: not is_pma,
        Test.JAKARTA: in_jakarta,
        Test.REGENCY: None if in_jakarta is None else not in_jakarta,
        Test.IN_ONE_REGENCY: crosses == "",
        Test.ACROSS_REGENCIES: crosses == "regencies",
        Test.IN_ONE_PROVINCE: crosses != "provinces",
        Test.ACROSS_PROVINCES: crosses == "provinces",
    }
    return answers.get(test)


def decide(
    lines: Iterable[tuple[str, str]],
    meanings: Mapping[str, str],
    *,
    is_pma: bool,
    region_code: str,
    crosses: str = "",
) -> Authority:
    """The one authority that the lines (parameter, authority) leave possible, else UNKNOWN.

    A line for foreign capital wins over the general ones (on every Besar row read it stands beside
    "Seluruh"); apart from that no line is known to win over another.
    """
    read = [(meanings.get(normal(parameter), str(Test.OFFICER)), authority) for parameter, authority in lines]
    if is_pma and (foreign := {authority for test, authority in read if test == Test.FOREIGN}):
        return Authority(foreign.pop()) if len(foreign) == 1 else Authority.UNKNOWN
    answers = [
        (holds(test, is_pma=is_pma, region_code=region_code, crosses=crosses), authority) for test, authority in read
    ]
    possible = {authority for answer, authority in answers if answer is not False}
    if not any(answer for answer, _ in answers):  # nothing is sure: only a list of one voice decides
        possible = {authority for _, authority in answers}
    return Authority(possible.pop()) if len(possible) == 1 else Authority.UNKNOWN
