"""What stands at the counter: Pak Budi is being helped by Mbak Wulan, who has printed for him and proposed a merge."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.actors import actor_of
from counter.assisted.actions import sessions
from counter.assisted.models import Guest, Merge, Person, Printing, Proxy
from counter.assisted.terms import Attendance, ProxyScope
from licensing.models import Application, Document
from tests.factories.files import NIK
from tests.people import Town


def assisted_things(people: Town, paper: Document | None) -> dict[str, Any]:
    """Values for the one argument of these doors."""
    assert paper is not None
    budi = Person.objects.create(account=people.budi, name="Budi Santoso", nik=NIK, phone="+6281200000001")
    twin = Person.objects.create(name="Budi S.", nik=NIK)
    today = timezone.localdate()
    Proxy.objects.create(
        person=budi, name="Andi", letter_on=today, ends_on=today + timedelta(days=9), scope=ProxyScope.BOTH,
        recorded_by=people.wulan,
    )  # fmt: skip
    Application.objects.filter(applicant=people.budi).update(assisted_for=budi.subject)
    assistance = sessions.start(budi, attendance=Attendance.OWNER, ktp_seen=True, actor=actor_of(people.wulan))
    merge = Merge.objects.create(kept=budi, gone=twin, reason="Uji", proposed_by=people.dedi)
    printing = Printing.objects.create(document=paper, assistance=assistance, number=2, officer=people.wulan)
    guest = Guest.objects.create(device_id=1, device_name="Komputer 1", help_asked_at=timezone.now())
    person = dict.fromkeys(
        ("person", "person_mend", "assist_start", "person_proxy", "person_merge"), budi.pk
    )  # fmt: skip
    return {
        **person,
        **dict.fromkeys(("merge", "merge_decide", "merge_undo"), merge.pk),
        "home_claim": budi.claim_code,
        "assist_print": paper.code,
        "copy_cover": printing.pk,
        "guest_help": guest.pk,
    }
