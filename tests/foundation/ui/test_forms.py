"""Every way to draw a form gives the same, readable, labelled markup."""

from typing import Any

import pytest
from crispy_forms.bootstrap import FormActions, InlineRadios, PrependedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Button, Fieldset, Layout, Row, Submit
from django import forms
from django.forms import formset_factory
from django.template import engines
from lxml import html

from foundation.ui.widgets import Amount, RadioCards, Rupiah


class Shop(forms.Form):
    name = forms.CharField(label="Nama usaha", help_text="Seperti di akta.", max_length=100)
    scale = forms.ChoiceField(
        label="Skala",
        choices=[("mikro", "Mikro"), ("kecil", "Kecil")],
        help_text="Pilih satu.",
        widget=RadioCards(hints={"mikro": "Sampai Rp1 miliar."}),
    )
    capital = forms.CharField(label="Modal", widget=Rupiah())
    area = forms.CharField(label="Luas", widget=Amount(suffix="m²"), required=False)
    address = forms.CharField(label="Alamat", widget=forms.Textarea, max_length=300)
    secret = forms.CharField(label="Kata sandi", widget=forms.PasswordInput)
    agree = forms.BooleanField(label="Saya setuju", help_text="Baca dulu.")
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        self.add_error(None, "Data ini sudah dipakai.")


def drawn(template: str, **context: Any) -> Any:
    page = engines["django"].from_string("{% load crispy_forms_tags %}" + template).render(context)
    return html.fromstring(f"<div>{page}</div>")


def with_helper(form: Shop) -> Shop:
    form.helper = FormHelper()
    form.helper.layout = Layout(
        Fieldset("Identitas", "name", Row("scale", "capital")),
        PrependedText("area", "±"),
        *("address", "secret", "agree", "token"),
        FormActions(Submit("save", "Simpan dan lanjut"), Button("back", "Kembali")),
    )
    return form


WAYS = ["{{ form }}", "{{ form|crispy }}", "{% crispy form %}", "{% crispy helped helped.helper %}"]


@pytest.fixture(params=WAYS)
def shown(request: pytest.FixtureRequest) -> Any:
    """The refused form, drawn in each way."""
    return drawn(request.param, form=Shop({"secret": "abc"}), helped=with_helper(Shop({"secret": "abc"})))


def control(page: Any, name: str) -> Any:
    return page.xpath(f'//*[@name="{name}"]')[0]


def test_the_hint_stands_above_the_error_and_both_above_the_input(shown: Any) -> None:
    order = [element.get("id") for element in shown.xpath('//*[@id="div_id_name"]//*[@id]')]
    assert order == ["id_name_helptext", "id_name_error", "id_name"]
    assert control(shown, "name").get("aria-describedby") == "id_name_helptext id_name_error"
    assert control(shown, "name").get("aria-invalid") == "true"


def test_every_control_has_a_label(shown: Any) -> None:
    for element in shown.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert shown.xpath(f'//label[@for="{element.get("id")}"]'), element.get("name")


def test_radios_are_a_fieldset_described_by_hint_and_error(shown: Any) -> None:
    [group] = shown.xpath('//fieldset[@id="div_id_scale"]')
    assert group.get("aria-describedby") == "id_scale_helptext id_scale_error"
    assert group.find("legend").text_content().strip() == "Skala"
    assert "Sampai Rp1 miliar." in group.text_content()


def test_only_what_may_stay_empty_says_so(shown: Any) -> None:
    said = [element.getparent().text_content() for element in shown.xpath('//*[@class="optional"]')]
    assert [text.split()[0] for text in said] == ["Luas"]


def test_money_has_its_prefix_and_a_number_pad(shown: Any) -> None:
    capital = control(shown, "capital")
    assert capital.getprevious().text == "Rp"
    assert capital.get("inputmode") == "numeric"


def test_a_pasted_text_is_counted_not_cut(shown: Any) -> None:
    assert control(shown, "address").get("maxlength") is None
    assert shown.xpath('//*[@data-counter="id_address"]')[0].get("data-max") == "300"


def test_errors_are_listed_once_and_lead_to_their_fields(shown: Any) -> None:
    [summary] = shown.xpath('//*[@role="alert"]')
    assert summary.get("tabindex") == "-1"
    links = {link.get("href"): link.text for link in summary.iter("a")}
    assert links["#id_name"] == "Isi nama usaha."
    assert links["#id_scale_0"] == "Pilih skala."
    assert summary.text_content().count("Data ini sudah dipakai.") == 1
    assert all(shown.xpath(f'//*[@id="{target[1:]}"]') for target in links)


def test_a_password_is_never_sent_back(shown: Any) -> None:
    assert control(shown, "secret").get("value") is None


@pytest.mark.parametrize("way", WAYS)
def test_a_summary_that_the_page_drew_is_not_drawn_again(way: str) -> None:
    form = with_helper(Shop({}))
    page = drawn("{% error_summary form %}" + way, form=form, helped=form)
    assert len(page.xpath('//*[@role="alert"]')) == 1


def test_an_unsent_form_has_no_errors_at_all() -> None:
    page = drawn("{% crispy form %}", form=with_helper(Shop()))
    assert not page.xpath('//*[@role="alert"] | //*[@class="errorlist"] | //*[@aria-invalid]')


def test_crispy_forms_carry_the_token_and_leave_checking_to_us() -> None:
    page = drawn("{% crispy form %}", form=with_helper(Shop()), csrf_token="abc")
    [form] = page.xpath("//form")
    assert "novalidate" in form.attrib
    assert form.xpath('.//input[@name="csrfmiddlewaretoken"]/@value') == ["abc"]
    assert [button.text for button in form.xpath('.//*[@class="actions"]/button')] == ["Simpan dan lanjut", "Kembali"]


def test_inline_radios_stand_side_by_side() -> None:
    form = Shop()
    form.helper = FormHelper()
    form.helper.layout = Layout(InlineRadios("scale"))
    assert drawn("{% crispy form %}", form=form).xpath('//*[contains(@class, "choices-inline")]')


def test_search_forms_need_not_say_that_all_may_stay_empty() -> None:
    class Search(forms.Form):
        hide_optional = True
        q = forms.CharField(label="Kata", required=False)

    assert not drawn("{{ form }}", form=Search()).xpath('//*[@class="optional"]')


@pytest.mark.parametrize("way", ["{% crispy form %}", "{{ form|crispy }}"])
def test_formsets_are_drawn_with_their_management_form(way: str) -> None:
    page = drawn(way, form=formset_factory(Shop, extra=2)())
    assert page.xpath('//input[@name="form-TOTAL_FORMS"]/@value') == ["2"]
    assert len(page.xpath('//input[contains(@name, "-name")]')) == 2


def test_text_of_people_stays_text() -> None:
    page = drawn("{{ form }}", form=Shop({"name": '"><script>x()</script>', "address": "</textarea><b>x"}))
    assert not page.xpath("//script | //b")
    assert control(page, "name").get("value") == '"><script>x()</script>'
