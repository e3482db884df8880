"""The furnished house, built once for this folder and rolled back after its tests."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from accounts.models import User
from licensing.catalogue.search.live import shelf
from tests.house.furniture import House, furnish


@pytest.fixture(scope="package")
def furnished(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[House]:
    """Rows in a transaction around all tests of this folder; bytes of files in a folder of their own."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "MEDIA_ROOT", tmp_path_factory.mktemp("files"))
        yield furnish()
        shelf.forget()
        transaction.set_rollback(True)


@pytest.fixture
def house(furnished: House, db: None) -> House:
    """The house in a savepoint of this test."""
    return furnished


@pytest.fixture
def visit(house: House) -> Callable[..., Client]:
    """A client signed in as this person (None: a stranger), at a new network address: budgets are not the matter."""
    sessions: dict[int, str] = {}
    numbers = itertools.count(1)

    def client_of(user: User | None, **options: Any) -> Client:
        number = next(numbers)
        client = Client(
            raise_request_exception=False,
            REMOTE_ADDR=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
            **options,
        )
        if user is not None:
            if user.pk not in sessions:
                client.force_login(user)
                sessions[user.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value
            client.cookies[settings.SESSION_COOKIE_NAME] = sessions[user.pk]
        return client

    return client_of
