"""Closing and opening one value."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured

from foundation.secrets import box, keys
from foundation.secrets.index import blind_index

OLD = "lama:" + base64.b64encode(b"o" * 32).decode()
NEW = "baru:" + base64.b64encode(b"n" * 32).decode()


def test_a_closed_value_opens_again_in_its_own_place():
    closed = box.close("1377015708900003", context="a.nik")
    assert box.open_(closed, context="a.nik") == "1377015708900003"
    assert "1377015708900003" not in closed


def test_the_same_value_never_closes_to_the_same_text_twice():
    assert len({box.close("x", context="a.b") for _ in range(20)}) == 20


def test_a_value_moved_to_another_column_does_not_open():
    closed = box.close("0812", context="a.phone")
    with pytest.raises(box.CannotOpen):
        box.open_(closed, context="a.nik")


@pytest.mark.parametrize("at", [0, 3, 8, 20, -1])
def test_an_altered_value_does_not_open(at):
    closed = box.close("rahasia", context="a.b")
    changed = list(closed)
    changed[at] = "A" if changed[at] != "A" else "B"
    with pytest.raises(box.CannotOpen):
        box.open_("".join(changed), context="a.b")


@pytest.mark.parametrize("stored", ["teks biasa", "v1.", "v1.t1.", "v1.t1.%%%", "v1.t1.QUJD", "v2.t1.QUJD"])
def test_what_was_never_closed_is_refused_without_showing_it(stored):
    with pytest.raises(box.CannotOpen) as trouble:
        box.open_(stored, context="a.b")
    assert stored not in str(trouble.value)


def test_the_first_key_closes_and_every_key_opens(settings):
    settings.FIELD_KEYS = [OLD]
    closed = box.close("x", context="a.b")
    settings.FIELD_KEYS = [NEW, OLD]
    assert box.open_(closed, context="a.b") == "x"
    assert box.key_id_of(closed) == "lama"
    assert box.key_id_of(box.close("x", context="a.b")) == "baru"
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(box.CannotOpen):
        box.open_(closed, context="a.b")


@pytest.mark.parametrize(
    "entries", [[], ["tanpa-titik-dua"], ["a:bukan base64"], ["a:QUJD"], [OLD, OLD], [":" + OLD[5:]]]
)
def test_a_broken_ring_stops_the_start(settings, entries):
    settings.FIELD_KEYS = entries
    with pytest.raises(ImproperlyConfigured) as trouble:
        keys.ring()
    assert OLD[5:] not in str(trouble.value)


def test_the_index_is_stable_within_a_purpose_and_differs_between_purposes(settings):
    first = blind_index("nik", "1377015708900003")
    assert first == blind_index("nik", " 1377015708900003 ")
    assert len(first) == 64
    assert first != blind_index("npwp", "1377015708900003")
    assert blind_index("nik", "") == ""
    settings.INDEX_KEY = base64.b64encode(b"z" * 32).decode()
    assert first != blind_index("nik", "1377015708900003")
