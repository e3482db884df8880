"""The menu shows each role its own doors, in order, and marks where one is."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from foundation.ui import navigation
from foundation.ui.templatetags.page import doors_drawn


@pytest.fixture(autouse=True)
def empty_menu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(navigation, "doors", {})
    navigation.mounted.cache_clear()
    yield
    navigation.mounted.cache_clear()


def visit(path: str, role: str = "") -> HttpRequest:
    request = RequestFactory().get(path)
    request.actor = SimpleNamespace(role=role)  # type: ignore[attr-defined]
    return request


def labels(role: str) -> list[str]:
    return [str(link.label) for link in navigation.links(visit("/", role))]


def test_each_reader_sees_what_is_meant_for_them() -> None:
    navigation.register(navigation.EVERYBODY, "Layanan", "help", 10)
    navigation.register(navigation.VISITOR, "Mulai", "offline", 20)
    navigation.register(navigation.SIGNED_IN, "Pesan", "privacy", 30)
    navigation.register("reviewer", "Meja saya", "manifest", 5)
    assert labels("") == ["Layanan", "Mulai"]
    assert labels("applicant") == ["Layanan", "Pesan"]
    assert labels("reviewer") == ["Meja saya", "Layanan", "Pesan"]


def test_a_door_for_several_roles_is_one_door() -> None:
    navigation.register({"clerk", "back_office"}, "Cari", "help", 10)
    assert labels("clerk") == labels("back_office") == ["Cari"]
    assert labels("head") == []


def test_registering_again_replaces() -> None:
    navigation.register("clerk", "Lama", "help", 10)
    navigation.register("clerk", "Baru", "help", 10)
    assert labels("clerk") == ["Baru"]


def test_a_door_that_is_not_mounted_is_left_out() -> None:
    navigation.register("clerk", "Kelak", "not-there-yet", 10)
    assert labels("clerk") == []


def test_here_and_below_are_marked() -> None:
    navigation.register(navigation.EVERYBODY, "Bantuan", "help", 10)
    here = reverse("help")
    assert [link.current for link in navigation.links(visit(here))] == ["page"]
    assert [link.current for link in navigation.links(visit(f"{here}biaya/"))] == ["true"]
    assert [link.current for link in navigation.links(visit("/lain/"))] == [""]


def test_the_count_is_asked_with_the_request() -> None:
    navigation.register("clerk", "Antre", "help", 10, count=lambda request: len(request.path))
    assert navigation.links(visit("/abc/", "clerk"))[0].count == 5


def test_every_registered_door_is_mounted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rooms' own registrations: a wrong name would be a door that nobody ever sees."""
    monkeypatch.undo()
    missing = []
    for door in navigation.doors.values():
        try:
            reverse(door.url_name)
        except NoReverseMatch:
            missing.append(door.url_name)
    assert missing == []


def test_a_menu_is_kept_drawn_until_its_numbers_change() -> None:
    waiting = iter([2, 2, 3])
    navigation.register("clerk", "Tugas", "help", 10, count=lambda _request: next(waiting))
    drawn = [str(doors_drawn("id", tuple(navigation.links(visit("/", "clerk"))))) for _ in range(3)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert ">3<" in drawn[2]


def menu_of(*labels: str, kept: str = "") -> list[navigation.Link]:
    return [navigation.Link(label, f"/{label}/", "", 0, is_kept=label == kept) for label in labels]


def test_a_menu_that_fits_its_line_stays_whole() -> None:
    whole = menu_of("Keputusan", "Agenda", "Pesan", kept="Pesan")
    assert navigation.fold(whole) == (whole, [])


def test_what_the_line_cannot_hold_is_put_away_in_order_and_what_counts_stays() -> None:
    labels = [f"Pintu ke-{number} di kantor" for number in range(8)]
    shown, rest = navigation.fold(menu_of(*labels, "Pesan", kept="Pesan"))
    assert [link.label for link in shown] == [*labels[: len(shown) - 1], "Pesan"]
    assert [link.label for link in rest] == labels[len(shown) - 1 :]
    assert sum(navigation.width(link) for link in shown) <= navigation.LINE


def test_only_the_nearest_door_is_where_we_are() -> None:
    navigation.register(navigation.EVERYBODY, "Pengaduan", "complaints", 10)
    navigation.register(navigation.EVERYBODY, "Lacak", "complaint_track", 20)
    found = navigation.links(visit(reverse("complaint_track")))
    assert [link.current for link in found] == ["", "page"]


def test_a_long_menu_puts_the_rest_and_the_account_under_one_word() -> None:
    for number, name in enumerate(("help", "privacy", "offline", "accessibility", "complaints", "services")):
        navigation.register("admin", f"Pintu yang panjang {number}", name, number)
    request = visit("/", "admin")
    line = Template("{% menu_list folds=True %}").render(Context({"request": request}))
    assert "Lainnya" in line
    assert line.index("<details") < line.index("Akun saya") < line.index("</details>") < line.index("Keluar")
