"""For whom may a clerk act? Only for the person who is being helped at the window now, in that person's files.

The counter says through ``actor.on_behalf_of`` whom a clerk helps ("person:12"); a file says through
``assisted_for`` whose it is at the counter. Everybody else's steps are not touched by this.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.roles import Role
from licensing.models import Application


def why_not_act_for(application: Application, actor: Actor) -> str:
    """Why may this actor not act in the applicant's place? Empty for everybody who is no clerk."""
    if actor.role != Role.CLERK:
        return ""
    if not actor.on_behalf_of:
        return _("Petugas loket hanya bekerja atas nama pemohon yang sedang dilayani. Mulai layanan berbantuan dulu.")
    if application.assisted_for != actor.on_behalf_of:
        return _("Berkas ini bukan milik pemohon yang sedang Anda layani. Buka berkas dari halaman layanannya.")
    if is_own(application, actor):
        return _("Anda tercatat sebagai pemohon, kuasa atau keluarga pada berkas ini. Serahkan kepada petugas lain.")
    return ""


def is_own(application: Application, actor: Actor) -> bool:
    """Is the clerk the applicant, the owner, a proxy or a declared relative?"""
    holder = application.holder
    if application.applicant_id == actor.user_id or (holder is not None and holder.owner_id == actor.user_id):
        return True
    if holder is None:
        return False
    return holder.ties.filter(user_id=actor.account).exclude(ends_on__lt=timezone.localdate()).exists()
