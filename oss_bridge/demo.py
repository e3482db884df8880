"""Two stories of the demo, played at the mock's own doors while the house runs: nothing here writes a row by itself.

Somebody asks for a permit at oss.go.id and sends the papers there; OSS then issues by itself because the time ran out
(57), so a supervision task opens. Somebody else's permit is moved in OSS beside the portal, so both sides differ.
"""

import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from foundation.pulse import due
from foundation.pulse.models import DueTask
from licensing.models import Application
from licensing.terms import Status
from oss_bridge.client import MOST_JSON
from oss_bridge.contract import statuses
from oss_bridge.contract.reading import parse
from oss_bridge.outbound.outward import poll_soon
from oss_bridge.transport import Host, NoAnswer, NotSent

STORY = "demo.oss"
EXPIRES, DIFFERS = "story:57", "story:beda"
PEOPLE = {
    EXPIRES: ("LPK Contoh Sinar Kerja", "1377011204850002"),
    DIFFERS: ("LPK Contoh Bina Mandiri", "1377015102880004"),
}
PATIENCE = 5.0  # seconds between two looks


def seed() -> None:
    """Owe both stories, once in the life of a demo."""
    for story in PEOPLE:
        due.add(STORY, story, once=True)


def play(task: DueTask) -> None:
    """Handler of due work ``demo.oss``: one step, then later; done when the page shows what it should."""
    if not settings.DEMO or settings.OSS_MODE != "simulasi":
        return
    licence_id = task.payload.get("licence_id") or begun(task)
    file = Application.objects.filter(id_izin=licence_id).first()
    if file is None:
        raise due.Later("Menunggu OSS tiruan mengirim NIB.", seconds=PATIENCE)
    if file.word == Status.FULFILLING:
        order("fulfil", licence_id=licence_id)
    elif file.word == Status.SUBMITTED and not is_told(task, file):
        if task.subject == EXPIRES:
            order("expire", licence_id=licence_id)
        else:
            order("move", licence_id=licence_id, value=statuses.REFUSED)
    else:
        return
    poll_soon(file)
    raise due.Later("Menunggu portal menanyakan OSS.", seconds=PATIENCE)


def begun(task: DueTask) -> str:
    """The pelaku usaha asks for the permit at OSS; its id is remembered with the work."""
    name, nik = PEOPLE[task.subject]
    licence_id = str(order("apply", value=name, nik=nik)["licence_id"])
    DueTask.objects.filter(pk=task.pk).update(payload={"licence_id": licence_id})
    return licence_id


def is_told(task: DueTask, file: Application) -> bool:
    """Has the story reached its end: do both sides differ already?"""
    return task.subject == DIFFERS and file.differences.exists()


def order(act: str, **words: str) -> dict[str, Any]:
    """One act at the mock. Raises Later while it cannot be reached, Never when it refuses."""
    base = urlsplit(settings.OSS_BASE_URL)
    body = json.dumps({"act": act, **words}).encode()
    headers = {"user_key": settings.OSS_USER_KEY, "Content-Type": "application/json"}
    try:
        answered = Host(f"{base.scheme}://{base.netloc}").call(
            "POST", "/_knobs", body=body, headers=headers, most_bytes=MOST_JSON
        )
    except (NotSent, NoAnswer):
        raise due.Later("OSS tiruan belum menjawab.", seconds=PATIENCE) from None
    if answered.status != 200:
        raise due.Never(f"OSS tiruan menjawab {answered.status}.")
    return parse(answered.body)
