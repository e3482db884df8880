"""Writing a letter: once into the inbox of the portal, once to each way that the person has chosen.

Nothing is sent here. The inbox item and the outbox messages belong to the caller's transaction; the worker
carries the messages (``delivery.py``). The same ``key`` for the same person writes nothing a second time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from foundation.messaging import stopping, wording
from foundation.messaging.models import InboxItem, Way
from foundation.outbox.post import post

CHANNEL = "message"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is written to. ``user_id`` None: no account, so no inbox. ``phone`` in the form "+628…"."""

    user_id: int | None
    name: str
    email: str
    phone: str
    by_email: bool
    by_whatsapp: bool

    def address(self, way: Way) -> str:
        """Where this way leads; "" when the person has none or does not want it."""
        if way is Way.EMAIL:
            return self.email if self.by_email else ""
        return self.phone if self.by_whatsapp and settings.WHATSAPP_BACKEND != "off" else ""

    @property
    def mark(self) -> str:
        """Tells addressees of one event apart, without showing an address."""
        if self.user_id:
            return f"u{self.user_id}"
        return stopping.address_index(self.email or self.phone)[:16]


def write(template: str, *, to: Recipient, context: Mapping[str, Any], key: str, subject: str, link: str = "") -> None:
    """Write one letter to one person.

    ``subject`` is what it is about ("application:12"); ``link`` the absolute address where the person goes on.
    ``context`` holds the facts that the template names; ``name``, ``office`` and ``portal`` are added.
    Raises TemplateDoesNotExist for an unknown letter.
    """
    words = wording.compose(template, {"name": to.name, **context})
    if to.user_id and template not in stopping.ALWAYS:
        InboxItem.objects.get_or_create(
            user_id=to.user_id,
            key=key[:200],
            defaults={
                "about": subject,
                "template": template,
                "title": words.title,
                "body": words.email,
                "path": link.removeprefix(settings.SITE_URL) if link.startswith(settings.SITE_URL) else "",
            },
        )
    for way in Way:
        if to.address(way):
            owe(way, template, words, to=to, key=key, subject=subject, link=link)


def owe(way: Way, template: str, words: wording.Wording, *, to: Recipient, key: str, subject: str, link: str) -> None:
    """Owe one message to one address. Each way has a line of its own: a dead gateway does not hold up e-mail."""
    address, always = to.address(way), template in stopping.ALWAYS
    stop = "" if always else stopping.link(way, user_id=to.user_id, address=address)
    body = wording.email_body if way is Way.EMAIL else wording.whatsapp_body
    post(
        CHANNEL,
        subject=f"{subject}:{way.value}",
        kind=template,
        endpoint=way.value,
        key=f"{key}:{to.mark}:{way.value}"[-200:],
        payload={
            "way": way.value,
            "to": address,
            "user_id": to.user_id,
            "title": words.title,
            "body": body(words, link=link, stop=stop),
            "stop": stop,
            "always": always,
        },
    )
