"""The whole catalogue of Pariaman, loaded once for this folder and rolled back after its tests."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from licensing.catalogue.loading.load import load
from licensing.catalogue.search.live import shelf
from licensing.catalogue.services.offices import load_office

LOADED_ON = date(2026, 11, 22)


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Rows of the real files, in a transaction around all tests of this folder."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_office("pariaman")
        load("pariaman", today=LOADED_ON)
        yield
        shelf.forget()
        transaction.set_rollback(True)


@pytest.fixture
def catalogue(loaded: None, db: None) -> None:
    """The loaded catalogue, in a test's own savepoint."""
