"""From a template's three texts to the words of a letter. Plain text: nothing is escaped, nothing is markup."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context, Template, engines
from django.utils import translation

from foundation.office.office import current

LANGUAGE = "id"
WHATSAPP_LENGTH = 300
STOP = "Berhenti: "
#: NIK (16) and NPWP (15 or 16): a person wrote it into a note; it must not travel.
PERSONAL_NUMBER = re.compile(r"(?<!\d)\d{15,16}(?!\d)")
MASK = "[nomor disamarkan]"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one letter, without links and without the closing lines."""

    name: str
    title: str
    email: str
    whatsapp: str


def compose(template: str, context: Mapping[str, Any]) -> Wording:
    """Render the three texts. Raises TemplateDoesNotExist for a letter that nobody has written."""
    office = current()
    facts = {**context, "office": office.name, "office_short": office.short_name, "portal": office.portal_name}
    with translation.override(LANGUAGE):
        title = " ".join(text(f"mail/{template}.subject.txt", facts).split())
        return Wording(
            str(context.get("name", "")),
            title,
            text(f"mail/{template}.email.txt", facts),
            text(f"mail/{template}.wa.txt", facts),
        )


def text(name: str, facts: Mapping[str, Any]) -> str:
    """One text, personal numbers masked."""
    found: Any = engines["django"].get_template(name)
    template: Template = found.template
    return PERSONAL_NUMBER.sub(MASK, template.render(Context(dict(facts), autoescape=False)).strip())


def email_body(words: Wording, *, link: str, stop: str) -> str:
    """The whole e-mail."""
    facts = {"name": words.name, "body": words.email, "link": link, "stop": stop, "office": current().name}
    return text("mail/_frame.email.txt", facts)


def whatsapp_body(words: Wording, *, link: str, stop: str) -> str:
    """The whole WhatsApp message, at most 300 characters: words are shortened, links never."""
    tail = "".join([f"\n{link}" if link else "", f"\n{STOP}{stop}" if stop else ""])
    return shortened(" ".join(words.whatsapp.split()), WHATSAPP_LENGTH - len(tail)) + tail


def shortened(words: str, length: int) -> str:
    """The words, cut between two of them when they are too long."""
    if len(words) <= length:
        return words
    return words[: max(length - 1, 0)].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"
