"""A training centre's file, brought to the agency's desk: where the stories of verdicts begin."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys import counters, wizard
from tests.journeys.crowd import Crowd
from tests.journeys.eyes import Eyes
from tests.journeys.house import House


@dataclass(frozen=True, slots=True)
class Filed:
    """A file in the reviewer's hands, and the people around it."""

    ref: str
    applicant: Page
    reviewer: Page
    office: Page  # back office
    head: Page


def registered(house: House, crowd: Crowd, eyes: Eyes, **story: str) -> tuple[Page, str, str]:
    """A person with an account and a NIB; returns the window, the file's number and the NIB."""
    page, email = crowd.applicant(house)
    wizard.walk(page, eyes, wizard.Story(email=email, **story))
    ref = wizard.request_nib(page, eyes)
    return page, ref, wizard.wait_for_nib(page, eyes, "Unggah persyaratan")


def in_review(house: House, crowd: Crowd, eyes: Eyes) -> Filed:
    """Uploaded, sent, found complete and claimed."""
    page, ref, _nib = registered(house, crowd, eyes)
    counters.upload_all(page, eyes, ref, "lama")
    counters.send(page, eyes, ref, "Kirim permohonan")
    emails = ("naker@contoh.id", "proses@contoh.id", "kepala@contoh.id")
    reviewer, office, head = (crowd.staff(house, email) for email in emails)
    counters.find_complete(office, eyes, ref)
    counters.claim(reviewer, eyes, ref)
    return Filed(ref, page, reviewer, office, head)
