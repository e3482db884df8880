"""Colours and marks of an office: readable, and harmless."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.office import colours
from foundation.office.logo import check_logo
from foundation.office.models import check_primary
from licensing.catalogue.services.offices import DATA

HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def svg(inside: str, head: str = "") -> str:
    return f'{head}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4">{inside}</svg>'


def test_contrast_follows_wcag() -> None:
    assert colours.contrast("#ffffff", "#000000") == 21
    assert round(colours.contrast("#777777", "#ffffff"), 2) == 4.48


@settings(max_examples=60)
@given(HEX, st.sampled_from(["#10171c", "#182229", "#ffffff"]))
def test_a_moved_colour_can_be_read(colour: str, background: str) -> None:
    towards = "#000000" if background == "#ffffff" else "#ffffff"
    assert colours.contrast(colours.readable_on(background, colour, towards), background) >= colours.READABLE


@pytest.mark.parametrize("colour", ["#e8a317", "#ffffff", "#7aa7b0"])
def test_a_main_colour_that_white_text_drowns_in_is_refused(colour: str) -> None:
    with pytest.raises(ValidationError, match="lebih gelap"):
        check_primary(colour)


@pytest.mark.parametrize("slug", ["pariaman", "pelalawan"])
def test_the_marks_of_both_offices_are_plain_shapes(slug: str) -> None:
    check_logo((DATA / "offices" / slug / "logo.svg").read_text().strip())


@pytest.mark.parametrize(
    "text",
    [
        svg("<script>alert(1)</script>"),
        svg('<path onclick="alert(1)" d="M0 0"/>'),
        svg('<path style="fill:red" d="M0 0"/>'),
        svg('<image href="https://contoh.id/x.png"/>'),
        svg('<path fill="url(https://contoh.id/x)" d="M0 0"/>'),
        svg('<a href="javascript:alert(1)"><path d="M0 0"/></a>'),
        svg("<foreignObject/>"),
        svg("<!-- catatan -->"),
        svg('<path d="&x;"/>', '<!DOCTYPE svg [<!ENTITY x "y">]>'),
        svg("", '<?xml-stylesheet href="x.css"?>'),
        svg("<path/>" * 3000),
        '<svg viewBox="0 0 4 4"/>',
        "<svg",
        "",
    ],
)
def test_a_mark_that_could_do_anything_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        check_logo(text)
