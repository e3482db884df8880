"""The office row: one row, read from files, never over an admin's own words."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from foundation.office import loading, office
from foundation.office.models import Office
from licensing.catalogue.services.offices import DATA, available, read

pytestmark = pytest.mark.django_db


def facts(slug: str) -> dict:
    return read(DATA / "offices" / slug / "office.toml")


def test_both_offices_have_their_data() -> None:
    assert available() == ["pariaman", "pelalawan"]


def test_pariaman_says_what_its_page_says_and_nothing_more() -> None:
    loading.load(facts("pariaman"))
    row = office.current()
    assert row.email == "dpmptsppariamankota@gmail.com"
    assert (row.address, row.phone, row.whatsapp, row.website) == ("", "", "", "")
    assert row.region_code == "13.77"
    assert row.kd_daerah == "1377000000"
    labels = [(channel.kind, channel.address) for channel in row.channels.all()]
    assert labels == [
        ("room", ""),
        ("email", "dpmptsppariamankota@gmail.com"),
        ("facebook", "Dpmptspnaker KotaPariaman"),
        ("instagram", "Dpmptspnaker"),
        ("lapor", "https://www.lapor.go.id"),
    ]


def test_pelalawan_keeps_one_spelling_and_notes_the_misprint() -> None:
    loading.load(facts("pelalawan"))
    row = office.current()
    assert (row.address, row.postal_code, row.phone) == ("Komplek Perkantoran Bhakti Praja", "28300", "08117699877")
    assert row.website == "dpmptsp.pelalawankab.go.id"
    assert "dpmtsp.pelalawankab.go.id" in row.source_of("website")


@pytest.mark.parametrize("slug", ["pariaman", "pelalawan"])
def test_typical_hours_say_that_they_are_an_example(slug: str) -> None:
    loading.load(facts(slug))
    row = office.current()
    assert row.hours.count() == 5
    assert row.source_of("hours") == "contoh, ubah di /kelola/kantor/"
    assert "belum ditetapkan" in row.hours_note


def test_loading_twice_changes_nothing() -> None:
    assert loading.load(facts("pariaman"))
    version = office.current().version
    assert loading.load(facts("pariaman")) == []
    assert office.current().version == version


def test_a_changed_file_is_told_as_a_diff_and_raises_the_version() -> None:
    loading.load(facts("pariaman"))
    changed = facts("pariaman")
    changed["office"]["phone"] = "0751 123"
    assert loading.load(changed) == ["kantor: phone diubah"]
    assert office.current().version == 2


def test_what_the_office_edited_survives_the_next_load() -> None:
    loading.load(facts("pelalawan"))
    row = office.current()
    row.phone, row.edited = "0761 999", ["phone", "hours", "channels"]
    row.save()
    row.hours.all().delete()
    row.channels.all().delete()
    assert loading.load(facts("pelalawan")) == []
    row = office.current()
    assert (row.phone, row.hours.count(), row.channels.count()) == ("0761 999", 0, 0)


def test_a_value_that_cannot_be_is_refused_whole() -> None:
    wrong = facts("pariaman")
    wrong["office"]["colour_primary"] = "#ffee00"
    with pytest.raises(ValidationError, match="lebih gelap"):
        loading.load(wrong)
    assert not Office.objects.exists()


def test_there_is_never_a_second_row() -> None:
    Office.objects.create(name="Kantor")
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.create(id=2, name="Kantor lain")


def test_before_any_load_pages_have_a_nameless_office() -> None:
    row = office.current()
    assert row.slug == "kantor"
    assert row.warn_percents == (60, 80, 100)
    assert row.completeness_days == 1
