"""A counter: Mbak Wulan at her window, Bu Ratna without an account in front of it, a training centre to be licensed."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.actors import Actor, actor_of
from accounts.models import User
from accounts.roles import Role
from counter.assisted.actions import people as writing
from counter.assisted.actions import sessions
from counter.assisted.models import Assistance, Person
from counter.assisted.terms import Attendance
from licensing.catalogue.models import Scope
from licensing.terms import Risk
from tests.factories.drafts import VILLAGE, offered, office
from tests.foundation.files import pdfs
from tests.people import Town, person, town

RATNA_NIK = "1377015505850002"
RATNA_PHONE = "+6281377770001"


@dataclass
class Counter:
    """The people, and hands for what a clerk does."""

    people: Town
    wira: User  # a second clerk
    scope: Scope

    def clerk(self, name: str = "wulan") -> Actor:
        """A clerk who helps nobody yet."""
        return actor_of(self.wira if name == "wira" else getattr(self.people, name))

    def ratna(self, **facts: Any) -> Person:
        """Bu Ratna, written down with her KTP seen."""
        known = {"name": "Ratna Dewi", "nik": RATNA_NIK, "phone": RATNA_PHONE, "email": ""}
        return writing.register({**known, **facts}, ktp_seen=True, actor=self.clerk())

    def start(self, who: Person, name: str = "wulan", **facts: Any) -> tuple[Assistance, Actor]:
        """A service, and the clerk as one who acts in this person's name."""
        told = {"attendance": Attendance.OWNER, "ktp_seen": True, **facts}
        assistance = sessions.start(who, actor=self.clerk(name), **told)
        return assistance, replace(self.clerk(name), channel="counter", on_behalf_of=who.subject)

    def at(self, name: str = "wulan") -> Client:
        """A browser of this person."""
        client = Client()
        client.force_login(self.wira if name == "wira" else getattr(self.people, name))
        return client


def scan(name: str = "pindaian.pdf", text: str = "Sertifikat pelatihan") -> SimpleUploadedFile:
    """An honest PDF."""
    return SimpleUploadedFile(name, pdfs.saved(pdfs.blank(1, text)), content_type="application/pdf")


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    """Bytes of files in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """The counter, with two places of the catalogue (its own loading is proved elsewhere)."""
    office()
    people = town()
    regency, village = [("", "Pilih"), ("13.77", "Kota Pariaman")], [("", "Pilih"), (VILLAGE, "Karan Aur")]
    monkeypatch.setattr("licensing.forms.wizard.people.regency_choices", lambda: regency)
    monkeypatch.setattr("licensing.forms.wizard.location.village_choices", lambda: village)
    scope = offered("85571", "Pelatihan Kerja Teknik Swasta", Risk.MEDIUM_HIGH, agency=people.naker)
    return Counter(people, person("wira", "Wira Putra", Role.CLERK), scope)
