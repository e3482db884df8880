"""Troubles on demand. A tester orders a fault by ``POST /_knobs``; the doors ask here before and after each call.

With a probability the draws come from the knob's own seed, the method, the portal's number of the permit and how
often it was drawn for these: the same in every run, in whatever order the calls of different permits arrive.
"""

import random

from django.db import transaction
from django.db.models import F, Q

from oss_bridge.mock.models import Knob, Permit

BEFORE = {  # the call changes nothing
    "down": "503 before anything happens",
    "error": "500, kode 500",
    "bad_gateway": "502 with a page of HTML",
    "throttle": "429 with Retry-After (value, else 1 second)",
    "unauthorised": "401",
    "refuse": "kode 400 with the sentence in value",
    "reset": "the connection is torn down",
}
DELAYS = {
    "latency": "answers after seconds",
    "late_commit": "waits seconds, then does it, however long the caller waited",
}
AFTER = {  # the call has been done
    "timeout": "done, but answers only after seconds (30 when not given)",
    "lost_answer": "done, then the connection is torn down",
    "drip": "done, answers one byte each half second",
    "broken_json": "done, answers half a body",
    "code_as_text": "kode as text where it is a number",
    "unknown_status": "checkLicenseStatus says the code in value (77 when not given)",
}
PUSHES = {
    "duplicate_push": "the push goes out value times more (1 when not given)",
    "out_of_order_push": "the push waits seconds (5 when not given) and is overtaken",
}
CROSSINGS = {"expiry": "57 crosses the call: OSS issues the permit by itself just before it is done"}
FAULTS = BEFORE | DELAYS | AFTER | PUSHES | CROSSINGS


def drawn(faults: dict[str, str], *, method: str, licence_id: str = "") -> Knob | None:
    """The first ordered fault of these kinds that strikes this call; a counted one is used up by it."""
    where = Q(method__in=("*", method)) & Q(licence_id__in=("", licence_id))
    alive = Q(left__isnull=True) | Q(left__gt=0)
    for knob in Knob.objects.filter(where & alive, fault__in=faults):
        if _strikes(knob, f"{method}:{_name(licence_id)}") and _taken(knob):
            return knob
    return None


def _name(licence_id: str) -> str:
    """The portal's own number of a permit: the same in every run, as OSS's is not."""
    permit = Permit.objects.filter(pk=licence_id).values_list("reference", flat=True).first()
    return permit or licence_id


def _strikes(knob: Knob, about: str) -> bool:
    if knob.probability >= 1:
        return True
    with transaction.atomic():  # IMMEDIATE: one at a time
        fresh = Knob.objects.get(pk=knob.pk)
        turn = int(fresh.draws.get(about, 0))
        fresh.draws[about] = turn + 1
        fresh.save(update_fields=["draws"])
    return random.Random(f"{knob.seed}:{about}:{turn}").random() < knob.probability  # noqa: S311


def _taken(knob: Knob) -> bool:
    if knob.left is None:
        return True
    return bool(Knob.objects.filter(pk=knob.pk, left__gt=0).update(left=F("left") - 1))
