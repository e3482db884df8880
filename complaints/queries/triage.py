"""What the inspector needs: officers to choose from, the complainant's files that an accused person holds."""

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.roles import STAFF, Role
from complaints.models import Complainant, Complaint
from licensing.models import Application


def officers(q: str = "") -> QuerySet[User]:
    """People who work here, by name; for naming whom a complaint is about."""
    rows = User.objects.filter(role__in=STAFF - {Role.INSPECTORATE}).select_related("agency").order_by("name")
    return rows.filter(Q(name__icontains=q) | Q(job_title__icontains=q)) if q else rows


def files_to_hand_over(complaint: Complaint) -> QuerySet[Application]:
    """Open files of the complainant (or the linked one) whose reviewer is accused."""
    accused = complaint.accused.filter(user__isnull=False).values("user_id")
    owner = Complainant.objects.filter(complaint=complaint, user__isnull=False).values("user_id")
    mine = Q(applicant__in=owner) | Q(holder__owner__in=owner) | Q(pk=complaint.application_id)
    return Application.objects.filter(mine, reviewer__in=accused, closed_at=None).select_related("reviewer", "agency")


def colleagues(complaint: Complaint) -> QuerySet[User]:
    """Reviewers who could take those files over."""
    agencies = files_to_hand_over(complaint).values("agency_id")
    rows = User.objects.filter(role=Role.REVIEWER, is_active=True, agency__in=agencies)
    return rows.exclude(pk__in=complaint.accused.filter(user__isnull=False).values("user_id")).order_by("name")
