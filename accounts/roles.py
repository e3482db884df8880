"""Roles and what each may do: documentation, enforcement and screens read this one page."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is to the office. One role per account; default is deny."""

    APPLICANT = "applicant", _("Pemohon")
    INFORMATION = "information", _("Petugas informasi")
    CLERK = "clerk", _("Petugas loket")
    BACK_OFFICE = "back_office", _("Back office")
    REVIEWER = "reviewer", _("Verifikator dinas teknis")
    HEAD = "head", _("Kepala dinas")
    COMPLAINTS = "complaints", _("Pengelola pengaduan")
    INSPECTORATE = "inspectorate", _("Inspektorat (APIP)")
    WHISTLE = "whistle", _("Pengelola pelaporan pelanggaran (WBS)")
    SUPERVISOR = "supervisor", _("Pengawas")
    ADMIN = "admin", _("Admin")
    AUDITOR = "auditor", _("Auditor (baca saja)")
    OSS = "oss", _("Sistem OSS")
    SYSTEM = "system", _("Sistem")

    @property
    def is_staff(self) -> bool:
        """Does this role work for the office or an agency (and so need a second factor)?"""
        return self in STAFF


STAFF = frozenset(
    {
        Role.INFORMATION,
        Role.CLERK,
        Role.BACK_OFFICE,
        Role.REVIEWER,
        Role.HEAD,
        Role.COMPLAINTS,
        Role.INSPECTORATE,
        Role.WHISTLE,
        Role.SUPERVISOR,
        Role.ADMIN,
        Role.AUDITOR,
    }
)
HUMAN = STAFF | {Role.APPLICANT}


class Power(StrEnum):
    """One thing that a role may do; the workflow and the views ask for powers, never for roles."""

    FILE = "file"  # fill in, upload, submit, correct, withdraw
    CHECK = "check"  # completeness: 10 / 11
    REVIEW = "review"  # technical verdict: 20, 40, 41, 43, 45, 93
    DECIDE = "decide"  # issue / refuse: 50 / 90, return with reason
    TELL = "tell"  # what OSS says of a file: numbers, 42, 44, 57, decisions of others
    READ_ALL = "read_all"  # every file of the office
    HEAR = "hear"  # handle complaints of the own lane: check, classify, route, answer, report
    RUN = "run"  # outbox, catalogue, users, holidays


POWERS: dict[Role, frozenset[Power]] = {
    Role.APPLICANT: frozenset({Power.FILE}),
    Role.INFORMATION: frozenset(),
    Role.CLERK: frozenset({Power.FILE, Power.READ_ALL}),
    Role.BACK_OFFICE: frozenset({Power.CHECK, Power.READ_ALL}),
    Role.REVIEWER: frozenset({Power.REVIEW}),
    Role.HEAD: frozenset({Power.DECIDE, Power.READ_ALL}),
    Role.COMPLAINTS: frozenset({Power.HEAR}),
    Role.INSPECTORATE: frozenset({Power.HEAR}),
    Role.WHISTLE: frozenset({Power.HEAR}),
    Role.SUPERVISOR: frozenset({Power.READ_ALL}),
    Role.ADMIN: frozenset({Power.READ_ALL, Power.RUN}),
    Role.AUDITOR: frozenset({Power.READ_ALL}),
    Role.OSS: frozenset({Power.TELL}),
    Role.SYSTEM: frozenset({Power.TELL}),
}


def may(role: str, power: Power) -> bool:
    """Does this role hold this power? Unknown roles hold none."""
    return role in POWERS and power in POWERS[Role(role)]
