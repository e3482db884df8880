"""The demo's stories at OSS end where a page shows them: a supervision task, and a difference; the menu counts it."""

from typing import Any

import pytest
from django.conf import settings as conf
from django.http import HttpRequest
from django.test import Client

from foundation.outbox.models import OutboxMessage
from foundation.pulse import due, work
from foundation.pulse.models import DueTask
from licensing.actions import adopt
from licensing.models import Application
from licensing.terms import Status
from oss_bridge import demo, watch
from oss_bridge.contract import simulation
from oss_bridge.mock.oss.acts import OWN_PAGE
from oss_bridge.models import Difference
from supervision.models import Task
from tests.factories.files import risk_row
from tests.oss_bridge import cases
from tests.oss_bridge.integration.bridge import Bridge


@pytest.fixture
def at_mock(bridge: Bridge, settings: Any, monkeypatch: Any) -> Bridge:
    """The orders reach the engine without HTTP."""
    engine = bridge.oss.oss

    def order(act: str, *, licence_id: str = "", value: str = "", nik: str = "") -> dict[str, Any]:
        doing: dict[str, Any] = {
            "apply": lambda: engine.hand_over(cases.hand_over(reference="", holder=cases.budi(nik)), origin=OWN_PAGE),
            "fulfil": lambda: engine.fulfil(simulation.Fulfilment(licence_id=licence_id)),
            "expire": lambda: engine.expire(licence_id),
            "move": lambda: engine.move(licence_id, value),
        }
        return doing[act]().model_dump(mode="json")  # type: ignore[no-any-return]

    settings.DEMO = True
    monkeypatch.setattr(demo, "order", order)
    monkeypatch.setattr(adopt.catalogue, "agency_for", lambda *_a, **_k: bridge.people.naker)
    risk_row()
    return bridge


def played(bridge: Bridge, story: str) -> Application:
    """The worker takes the story up again and again, and asks OSS between."""
    for _step in range(8):
        DueTask.objects.filter(kind=demo.STORY, state="pending").update(attempts=1)
        task = DueTask.objects.get(kind=demo.STORY, subject=story)
        if task.state == "done":
            break
        work.run(task)
        bridge.bring()
        for file in Application.objects.all():
            bridge.poll(file)
    assert DueTask.objects.get(kind=demo.STORY, subject=story).state == "done"
    licence_id = DueTask.objects.get(kind=demo.STORY, subject=story).payload["licence_id"]
    return Application.objects.get(id_izin=licence_id)


def owed(story: str) -> None:
    due.add(demo.STORY, story, once=True)


def test_a_permit_that_oss_issued_by_itself_opens_a_task(at_mock: Bridge) -> None:
    owed(demo.EXPIRES)
    file = played(at_mock, demo.EXPIRES)
    assert file.word == Status.ISSUED_BY_EXPIRY
    assert Task.objects.get().application == file


def test_a_permit_moved_in_oss_beside_the_portal_differs_and_the_menu_counts_it(
    at_mock: Bridge, django_assert_num_queries: Any
) -> None:
    assert watch.needs_person(HttpRequest()) == 0
    owed(demo.DIFFERS)
    file = played(at_mock, demo.DIFFERS)
    assert file.word == Status.SUBMITTED
    assert Difference.objects.get(state="open").application == file
    OutboxMessage.objects.create(channel="oss", subject="application:9", kind="step.approve", payload={}, state="dead")
    with django_assert_num_queries(1):
        assert watch.needs_person(HttpRequest()) == 2
    client = Client()
    client.force_login(at_mock.people.admin)
    assert 'href="/kelola/oss/"' in client.get("/beranda/").content.decode()


def test_the_stories_are_told_once_and_in_the_demo_only(at_mock: Bridge, settings: Any) -> None:
    demo.seed()
    first = played(at_mock, demo.EXPIRES)
    demo.seed()
    assert DueTask.objects.get(kind=demo.STORY, subject=demo.EXPIRES).state == "done"
    assert first.word == Status.ISSUED_BY_EXPIRY
    settings.DEMO = False
    task = DueTask(kind=demo.STORY, subject=demo.DIFFERS)
    assert demo.play(task) is None
    assert conf.OSS_MODE == "simulasi"
