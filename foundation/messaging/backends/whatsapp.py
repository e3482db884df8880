"""WhatsApp, through what WHATSAPP_BACKEND names: ``row``, ``console``, ``file``, ``http`` or ``off``."""

import sys
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from foundation.messaging.backends import gateway
from foundation.messaging.models import SentLetter, Way
from foundation.outbox.outcomes import Outcome

Letter = dict[str, Any]


def send(letter: Letter, reference: uuid.UUID) -> Outcome:
    """Send one letter by WhatsApp."""
    back_end = BACK_ENDS.get(settings.WHATSAPP_BACKEND)
    if back_end is None:
        return Outcome.permanent(f"WHATSAPP_BACKEND {settings.WHATSAPP_BACKEND!r} tidak dikenal")
    return back_end(letter, reference)


def by_row(letter: Letter, reference: uuid.UUID) -> Outcome:
    """Keep it, to be read at /uji/kotak-keluar/."""
    kept = {"way": Way.WHATSAPP, "is_kept": True, "to": letter["to"], "body": letter["body"]}
    SentLetter.objects.get_or_create(reference=reference, defaults=kept)
    return Outcome.ok()


def by_console(letter: Letter, reference: uuid.UUID) -> Outcome:
    """Print it where the worker runs: for people who develop, never for an office."""
    sys.stdout.write(f"--- WhatsApp {reference} kepada {letter['to']}\n{letter['body']}\n")
    return Outcome.ok()


def by_file(letter: Letter, reference: uuid.UUID) -> Outcome:
    """Write one file per letter; the name is the reference, so a repeat changes nothing."""
    folder = Path(settings.WHATSAPP_FOLDER)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{reference}.txt").open("x", encoding="utf-8") as file:
            file.write(f"Kepada: {letter['to']}\n\n{letter['body']}\n")
    except FileExistsError:
        return Outcome.ok("sudah tertulis")
    except OSError as trouble:
        return Outcome.transient(f"berkas surat tidak dapat ditulis ({type(trouble).__name__})")
    return Outcome.ok()


BACK_ENDS: dict[str, Callable[[Letter, uuid.UUID], Outcome]] = {
    "row": by_row,
    "console": by_console,
    "file": by_file,
    "http": gateway.send,
}
