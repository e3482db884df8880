"""Complaints in the hands of the tests: filed, walked to a stage, triaged."""

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.actors import ANONYMOUS, Actor
from complaints.actions import file, handling, triage
from complaints.models import Complaint
from complaints.rules.steps import Step
from complaints.terms import Outcome, Route, Stage, Weight
from tests.people import Town

NOTE = "Catatan uji."
ABOUT_OFFICIAL = {"category": "licensing", "subject": "official"}


def filed(actor: Actor = ANONYMOUS, **facts: Any) -> Complaint:
    """A complaint about a business, unless the facts say otherwise."""
    given = {"category": "business", "subject": "holder", "text": "Asap dari usaha tetangga.", **facts}
    columns = {name: given.pop(name) for name in ("channel", "is_whistle", "application") if name in given}
    return file(given, submission=uuid.uuid4(), actor=actor, **columns)


def classified(**changes: Any) -> dict[str, Any]:
    """What the form of stage c gives."""
    return {
        "kind": "complaint", "category": "business", "subject": "holder", "weight": Weight.PLAIN,
        "priority": "normal", "route": Route.OFFICER, "handler": None, "agency": None, "note": "", **changes,
    }  # fmt: skip


def at_stage(stage: str, people: Town, complaint: Complaint | None = None, **how: Any) -> Complaint:
    """Walk a complaint to this stage through the desk's own steps."""
    held, desk = complaint or filed(), people.actor("aduan")
    ways: list[tuple[Step, dict[str, Any]]] = [
        (Step.CHECK, {}),
        (Step.FIND_COMPLETE, {}),
        (Step.CLASSIFY, classified(**{"handler": people.aduan, **how})),
        (Step.ANSWER, {"text": "Sudah kami periksa dan kami tegur.", "outcome": Outcome.PROVEN}),
        (Step.ADMINISTER, {"note": NOTE}),
        (Step.REPORT, {"text": "Hasil: usaha itu ditegur.", "follow_up": "Kunjungan ulang bulan depan."}),
    ]
    for step, given in ways[: list(Stage.values).index(stage)]:
        handling.take(held, step, given, actor=desk)
    return held


def by_code(complaint: Complaint) -> Client:
    """A browser in which this sender has opened the own page by number and code."""
    client = Client()
    sent = {"nomor": complaint.number, "kode": complaint.code_in_groups}
    assert client.post(reverse("complaint_track"), sent).status_code == 302
    return client


def read(client: Client) -> str:
    """The own page in that browser."""
    return client.get(reverse("complaint_track")).content.decode()


def released(people: Town, complaint: Complaint, *accused: Any) -> Complaint:
    """Triaged by the inspectorate and handed to the office's desk."""
    apip = people.actor("apip")
    triage.name_accused(complaint, list(accused), actor=apip)
    return triage.release(complaint, Step.RELEASE, {"note": NOTE}, actor=apip)
