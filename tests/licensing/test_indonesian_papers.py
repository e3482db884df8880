"""Letters and papers stay Indonesian when the person who causes them reads the portal in English."""

import pytest
from django.utils import timezone, translation

from licensing import notices, portraits
from licensing.terms import DocumentKind, Status
from tests.licensing.table import standing_at
from tests.people import town

pytestmark = pytest.mark.django_db


def test_a_letter_says_the_status_and_who_decides_in_indonesian() -> None:
    file = standing_at(Status.APPROVED, town())
    with translation.override("en"):
        assert str(file.word.label) != notices.facts(file, "")["status_desk"]  # the switch is really on
        written = notices.facts(file, "")
    with translation.override("id"):
        assert written["status_desk"] == str(file.word.label)
        assert written["status"] == str(file.word.public_label)
        assert written["decides"] == str(file.get_authority_display())


def test_a_frozen_paper_is_the_same_whatever_language_its_maker_reads() -> None:
    file = standing_at(Status.SUBMITTED, town(), submitted_at=timezone.now())
    made = {}
    for language in ("id", "en"):
        with translation.override(language):
            made[language] = portraits.portrait(DocumentKind.RECEIPT, file, code="", number="")
    assert made["en"] == made["id"]
    assert made["id"]["product"].startswith("NIB dan ")
