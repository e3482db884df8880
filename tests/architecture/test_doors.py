"""Every door of the URLconf has a rule, and docs/doors.md says which (reliability.md C22, 5.4)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from accounts.access import public
from accounts.roles import Role
from portal import doorplan
from portal.doors import LIBRARY_DOORS


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hallo")


@public
def declared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hallo")


def without_rule(found: list[doorplan.Door]) -> list[str]:
    return [door.route for door in found if door.rule is None]


def test_every_door_has_a_rule() -> None:
    found = list(doorplan.doors())
    assert len(found) > 100
    assert without_rule(found) == []


def test_a_planted_door_without_a_rule_is_found_behind_any_include() -> None:
    planted = [path("a/", include([path("b/<int:pk>/", forgotten, name="x"), path("c/", declared, name="y")]))]
    found = list(doorplan.doors(planted))
    assert without_rule(found) == ["/a/b/<int:pk>/"]
    assert [(door.name, door.arguments) for door in found] == [("x", ("pk",)), ("y", ())]


def test_every_door_has_a_name_of_its_own() -> None:
    named: dict[str, set[str]] = {}
    for door in doorplan.doors():
        named.setdefault(door.name, set()).add(door.route)
    assert "" not in named
    assert {name: routes for name, routes in named.items() if len(routes) > 1} == {}


def test_the_list_of_library_doors_names_no_door_that_is_gone() -> None:
    assert set(LIBRARY_DOORS) - {door.name for door in doorplan.doors()} == set()


def test_identities_open_for_the_desks_of_complaints_only_and_the_agency_desk_for_reviewers_only() -> None:
    admitted = {door.name: {role for role in doorplan.HUMANS if door.admits(role)} for door in doorplan.doors()}
    assert admitted["complaint_contact"] == {Role.COMPLAINTS, Role.INSPECTORATE, Role.WHISTLE}
    assert admitted["complaint_triage"] == {Role.INSPECTORATE}
    assert admitted["complaint_register"] & {Role.ADMIN, Role.AUDITOR, Role.APPLICANT} == set()
    assert admitted["desk_agency"] == admitted["desk_result"] == {Role.REVIEWER}
    assert admitted["file_send"] == {Role.APPLICANT, Role.CLERK}


def test_the_page_of_doors_is_as_the_urlconf(settings, tmp_path) -> None:
    call_command("draw_doors", "--check")
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="out of date"):
        call_command("draw_doors", "--check", stdout=StringIO())
    call_command("draw_doors")
    call_command("draw_doors", "--check")
