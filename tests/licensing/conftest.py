"""Where most tests of licensing begin: the town and its office, and an activity with a checklist."""

import pytest

from licensing.catalogue.models import Scope
from licensing.terms import Risk
from tests.factories.drafts import offered, office
from tests.people import Town, town


@pytest.fixture
def people() -> Town:
    office()
    return town()


@pytest.fixture
def training(people: Town) -> Scope:
    return offered("85571", "Pelatihan Kerja Teknik Swasta", Risk.MEDIUM_HIGH, agency=people.naker)
