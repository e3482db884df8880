"""The parts of the frame that are drawn once: never somebody else's, never yesterday's; and the quick list."""

from typing import Any

import pytest
from django import forms
from django.template import engines
from django.test import Client
from django.utils import translation
from lxml import html

from foundation.office.models import Office
from foundation.ui.templatetags.fields import select

pytestmark = [pytest.mark.urls("tests.foundation.ui.site"), pytest.mark.django_db]


def footer(client: Client, **cookies: str) -> str:
    for name, value in cookies.items():
        client.cookies[name] = value
    return html.fromstring(client.get("/bantuan/").content.decode()).find(".//footer").text_content()


def test_a_changed_office_is_on_the_next_page(client: Client) -> None:
    office = Office.objects.create(pk=1, name="Kantor Lama", short_name="L")
    assert "Kantor Lama" in footer(client)
    office.name = "Kantor Baru"
    office.save()
    assert "Kantor Baru" in footer(client)


def test_each_language_keeps_its_own_frame(client: Client) -> None:
    assert "tidak dipungut biaya" in footer(client)
    assert "tidak dipungut biaya" not in footer(client, django_language="en")
    assert "tidak dipungut biaya" in footer(client, django_language="id")


class Choosing(forms.Form):
    town = forms.ChoiceField(label="Kota", choices=(("", "Pilih"), ("13.77", "Kota <Pariaman>"), (14, "Empat belas")))
    free = forms.ChoiceField(choices=(("a", "A"), ("b", "B")), required=False, widget=forms.Select({"class": "kecil"}))
    grouped = forms.ChoiceField(choices=(("Sumatera", (("13", "Sumbar"),)), ("x", "Lain")))


@pytest.mark.parametrize("data", [None, {}, {"town": "13.77", "free": "b", "grouped": "13"}, {"town": "14"}])
@pytest.mark.parametrize("name", ["town", "free", "grouped"])
def test_the_quick_list_is_the_one_that_the_library_draws(name: str, data: Any) -> None:
    form = Choosing(data, initial={"free": "b"})
    ours, theirs = html.fromstring(str(select(form[name]))), html.fromstring(str(form[name].as_widget()))
    assert dict(ours.attrib) == dict(theirs.attrib)
    assert [told(option) for option in ours.iter("option")] == [told(option) for option in theirs.iter("option")]


def told(option: Any) -> tuple[dict[str, str], str]:
    return dict(option.attrib), option.text


def test_data_that_stays_indonesian_says_so_on_an_english_page() -> None:
    page = engines["django"].from_string("<h1{% original %}>{{ name }}</h1>{{ name|asli }}{{ none|asli }}")
    context = {"name": "Pelatihan <Kerja>", "none": ""}
    with translation.override("id"):
        assert page.render(context) == "<h1>Pelatihan &lt;Kerja&gt;</h1>Pelatihan &lt;Kerja&gt;"
    with translation.override("en"):
        marked = 'lang="id">Pelatihan &lt;Kerja&gt;</'
        assert page.render(context) == f"<h1 {marked}h1><span {marked}span>"
