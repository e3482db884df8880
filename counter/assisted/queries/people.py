"""A person with everything that is theirs: entries that were joined, businesses, files, drafts, surat kuasa."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from counter.assisted.models import Merge, Person, Proxy
from counter.assisted.terms import MergeState
from foundation.secrets.index import blind_index
from licensing.models import Application, PelakuUsaha, Tie
from licensing.terms import Status


def person_of(pk: int) -> Person:
    """One person; an entry that was joined to another leads to that one.

    Raises:
        Http404: when there is none.
    """
    found = Person.objects.select_related("account", "merged_into__account", "ktp_seen_by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found.merged_into or found


def by_claim_code(code: str) -> Person | None:
    """The person behind the code on a receipt."""
    found = Person.objects.select_related("merged_into", "account").filter(claim_code=code).first()
    return (found.merged_into or found) if found else None


def subjects(person: Person) -> list[str]:
    """The names of this person and of the entries joined to it, as files carry them."""
    ids = [person.pk, *person.merged.values_list("pk", flat=True)]
    return [f"person:{pk}" for pk in ids]


def is_proved(person: Person) -> bool:
    """Did an officer see the KTP, or did OSS match the person?"""
    return person.identity_level != PelakuUsaha.IdentityLevel.DECLARED


def theirs(person: Person) -> Q:
    """Files of a person: begun at the counter for them, of their account, or of their business.

    What came in from OSS and is unclaimed is theirs once their KTP was seen and the NIK is the same.
    """
    mine = Q(assisted_for__in=subjects(person))
    if person.account_id:
        mine |= Q(applicant_id=person.account_id) | Q(holder__owner_id=person.account_id)
    if person.nik_index and is_proved(person):
        mine |= Q(holder__owner=None, applicant=None, assisted_for="", holder__nik_index=person.nik_index)
    return mine


def files_of(person: Person) -> QuerySet[Application]:
    """Everything that is theirs, drafts included, newest first."""
    found = Application.objects.filter(theirs(person)).exclude(status=Status.WITHDRAWN, number=None)
    return found.select_related("kbli", "holder").order_by("-created_at", "-id")


def is_theirs(person: Person, application: Application) -> bool:
    """Does this file belong to this person?"""
    return Application.objects.filter(theirs(person), pk=application.pk).exists()


def owner_of(application: Application) -> Person | None:
    """The person of a file, where the counter knows them."""
    if application.assisted_for:
        pk = application.assisted_for.partition(":")[2]
        found = Person.objects.select_related("merged_into").filter(pk=int(pk) if pk.isdecimal() else 0).first()
        return (found.merged_into or found) if found else None
    account = application.applicant_id or (application.holder.owner_id if application.holder else None)
    return Person.objects.filter(account_id=account, merged_into=None).first() if account else None


def holders_of(person: Person) -> QuerySet[PelakuUsaha]:
    """The businesses of a person, also those that only carry the same NIK (for ties: rather one too many)."""
    mine = Q(applications__assisted_for__in=subjects(person))
    if person.account_id:
        mine |= Q(owner_id=person.account_id)
    if person.nik_index:
        mine |= Q(nik_index=person.nik_index)
    return PelakuUsaha.objects.filter(mine).distinct()


def is_reached_at(person: Person, user: User | None) -> bool:
    """Does what is sent to this person arrive at this officer?"""
    if user is None:
        return False
    is_phone = bool(person.phone) and blind_index("phone", person.phone) == user.phone_index
    return is_phone or (bool(person.email) and person.email.casefold() == user.email.casefold())


def is_relative(person: Person, actor: Actor) -> bool:
    """Has this officer declared a business of this person as a relative's, or acts as proxy for one?"""
    ties = Tie.objects.filter(user_id=actor.user_id or 0, holder=OuterRef("pk")).exclude(
        ends_on__lt=timezone.localdate()
    )
    return holders_of(person).filter(Exists(ties)).exists()


def living_proxies(person: Person) -> list[Proxy]:
    """Surat kuasa that hold today, those that end first last."""
    today = timezone.localdate()
    found = Proxy.objects.filter(person_id__in=[person.pk, *person.merged.values_list("pk", flat=True)])
    return list(found.filter(revoked_at=None, letter_on__lte=today, ends_on__gte=today).order_by("-ends_on", "-pk"))


def waiting_merges() -> QuerySet[Merge]:
    """Proposals that wait for a second officer, oldest first; then what was joined lately."""
    return Merge.objects.select_related("kept", "gone", "proposed_by", "decided_by").filter(
        state__in=(MergeState.PROPOSED, MergeState.DONE)
    )


def merge_of(pk: int) -> Merge:
    """One merge.

    Raises:
        Http404: when there is none.
    """
    found = waiting_merges().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
