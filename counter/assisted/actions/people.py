"""Writing people down: without a password, without telling whether a NIK is known, with the KTP seen and not copied."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import User
from accounts.roles import Role
from counter.assisted.models import Assistance, Person
from counter.assisted.queries.people import is_reached_at
from foundation.identity.digits import whole_number
from foundation.journal import book
from foundation.messaging.letters import Recipient, write
from foundation.secrets.index import blind_index
from licensing.models import PelakuUsaha
from licensing.workflow import Refused

LEVELS = PelakuUsaha.IdentityLevel
DETAILS = ("name", "nik", "phone", "email")


@transaction.atomic
def register(facts: dict[str, Any], *, ktp_seen: bool, actor: Actor) -> Person:
    """Write somebody down: name and NIK, telephone and e-mail where there are any.

    Whoever has typed this NIK before changes nothing for its owner. Only somebody whose KTP an officer saw before is
    the same person as one who shows the same KTP now, and is found again.
    """
    if ktp_seen and (known := proved_by(facts["nik"])) is not None:
        return known
    person = Person.objects.create(
        **{name: facts.get(name, "") for name in DETAILS}, registered_by_id=actor.user_id, **seen(ktp_seen, actor)
    )
    data = {"ktp_seen": ktp_seen, "has_phone": bool(person.phone), "has_email": bool(person.email)}
    book.record("person.registered", subject=person.subject, who=actor, data=data)
    return person


def proved_by(number: str) -> Person | None:
    """The person whose KTP with this NIK was seen before."""
    index = blind_index("nik", number)
    found = Person.objects.filter(nik_index=index, merged_into=None).exclude(identity_level=LEVELS.DECLARED)
    return found.order_by("pk").first() if index else None


def seen(ktp_seen: bool, actor: Actor) -> dict[str, Any]:
    """The columns of a KTP that was seen."""
    if not ktp_seen:
        return {}
    return {"identity_level": LEVELS.KTP_SEEN, "ktp_seen_at": timezone.now(), "ktp_seen_by_id": actor.user_id}


@transaction.atomic
def open_up(key: str, *, actor: Actor) -> Person | None:
    """The entry behind a line of the search; written now for an account or a business that never came to a window."""
    kind, _colon, word = key.partition(":")
    pk = whole_number(word)
    return OPENERS[kind](pk, actor) if pk is not None and kind in OPENERS else None


def opened(person: Person, *, page: str, actor: Actor) -> None:
    """Somebody looks at what is known of this person, by whichever way they came: that is written down each time."""
    book.record("person.opened", subject=person.subject, who=actor, data={"page": page})


def of_person(pk: int, actor: Actor) -> Person | None:
    """An entry of the counter."""
    found = Person.objects.select_related("merged_into").filter(pk=pk).first()
    person = (found.merged_into or found) if found else None
    if person is not None and person.account_id and not person.nik:
        return of_account(person.account_id, actor) or person
    return person


def of_account(pk: int, actor: Actor) -> Person | None:
    """An applicant's account, with the NIK of the business that it holds as a person."""
    user = User.objects.filter(pk=pk, role=Role.APPLICANT, is_active=True).first()
    if user is None:
        return None
    known = Person.objects.filter(account=user, merged_into=None).first()
    holder = user.businesses.filter(kind="person").order_by("pk").first()
    if known is not None and not known.nik and holder is not None:  # declared since they were here last
        known.nik = holder.nik
        known.save()
        Assistance.objects.filter(person=known, ended_at=None).update(ktp_seen_at=None)  # that look compared no NIK
    return known or Person.objects.create(
        account=user,
        name=user.name,
        nik=holder.nik if holder else "",
        phone=user.phone,
        email=user.email,
        registered_by_id=actor.user_id,
    )


def of_business(pk: int, actor: Actor) -> Person | None:
    """The person in charge of a business that OSS brought and nobody has claimed."""
    holder = PelakuUsaha.objects.filter(pk=pk, owner=None).first()
    if holder is None:
        return None
    facts = {
        "name": holder.details.get("person_name") or holder.name,
        "nik": holder.nik,
        "phone": holder.phone,
        "email": holder.email,
    }
    known = proved_by(holder.nik) or same_reach(holder)
    return known or Person.objects.create(**facts, registered_by_id=actor.user_id)


def same_reach(holder: PelakuUsaha) -> Person | None:
    """An entry with the NIK and the telephone that OSS knows, and nobody's account: whoever typed a NIK is not it."""
    known = Person.objects.filter(nik_index=holder.nik_index, phone_index=holder.phone_index, merged_into=None)
    return known.filter(account=None).order_by("pk").first() if holder.nik_index else None


OPENERS = {"orang": of_person, "akun": of_account, "usaha": of_business}


@transaction.atomic
def see_ktp(person: Person, *, actor: Actor) -> None:
    """The KTP-el of this person was shown and compared; it is not copied.

    A card shows who stands there, not whose account it is: the level of an account that only declared its NIK
    stays until a code from the account's own telephone or e-mail was read out (``proving``).

    Raises:
        Refused: the entry has no NIK to compare with.
    """
    if not person.nik:
        raise Refused(_("Catat dulu NIK orang ini, lalu cocokkan dengan KTP-el."))
    if not needs_proof(person):
        prove(person, actor=actor)


def needs_proof(person: Person) -> bool:
    """Has this account said its NIK without anybody having matched the two?"""
    return person.account_id is not None and person.identity_level == LEVELS.DECLARED


@transaction.atomic
def prove(person: Person, *, actor: Actor) -> None:
    """The card belongs to this person: the level rises, also of what was begun for them here."""
    if person.ktp_seen_at is None:
        Person.objects.filter(pk=person.pk, identity_level=LEVELS.DECLARED).update(**seen(True, actor))
        Person.objects.filter(pk=person.pk, ktp_seen_at=None).update(
            ktp_seen_at=timezone.now(), ktp_seen_by_id=actor.user_id
        )
        person.refresh_from_db()
    holders = PelakuUsaha.objects.filter(applications__assisted_for=person.subject, nik_index=person.nik_index)
    pks = list(holders.filter(identity_level=LEVELS.DECLARED).values_list("pk", flat=True))
    PelakuUsaha.objects.filter(pk__in=pks).update(identity_level=LEVELS.KTP_SEEN)
    book.record("person.ktp_seen", subject=person.subject, who=actor)


def why_not_mend(person: Person) -> str:
    """Why are this person's contact data neither shown nor changed here? Empty: go ahead."""
    if person.account_id:
        return _("Orang ini punya akun dan mengubah datanya sendiri di profil.")
    return _("Lihat KTP-el dulu, baru ubah data orang ini.") if person.nik and not person.ktp_seen_at else ""


@transaction.atomic
def mend(person: Person, facts: dict[str, Any], *, actor: Actor) -> None:
    """Other contact data, and a NIK where there was none. Whoever was reached before is told.

    Raises:
        Refused: ``why_not_mend``; the NIK would change; letters would reach the officer.
    """
    if why := why_not_mend(person):
        raise Refused(why)
    if person.nik and facts.get("nik", person.nik) != person.nik:
        raise Refused(_("NIK tidak diganti. Bila salah orang, catat sebagai orang baru."))
    before = {name: getattr(person, name) for name in DETAILS}
    changed = sorted(name for name in DETAILS if name in facts and facts[name] != before[name])
    for name in changed:
        setattr(person, name, facts[name])
    if is_reached_at(person, User.objects.filter(pk=actor.account).first()):
        raise Refused(_("Nomor HP atau e-mail ini milik Anda sendiri. Catat yang dipakai pemohon, atau kosongkan."))
    person.save()
    entry = book.record("person.mended", subject=person.subject, who=actor, data={"fields": changed})
    if {"phone", "email"} & set(changed):
        tell_old(person, phone=before["phone"], email=before["email"], change=entry.pk)


def tell_old(person: Person, *, phone: str, email: str, change: int) -> None:
    """A letter to where the person was reached before; ``change`` is the journal's entry, one letter for each."""
    write(
        "contact_changed",
        to=Recipient(user_id=None, name=person.name, email=email, phone=phone, by_email=True, by_whatsapp=True),
        context={},
        key=f"{person.subject}:contact:{change}",
        subject=person.subject,
    )
