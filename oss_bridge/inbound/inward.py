"""What OSS brought, done here: NIBs for files that wait, new files that began in OSS, changes, signed files."""

from django.conf import settings
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from foundation.journal import book
from foundation.journal.who import Who
from foundation.pulse import due
from foundation.pulse.due import Never
from foundation.pulse.models import DueTask
from licensing.actions import adopt, nib
from licensing.models import Application
from licensing.queries.files import by_id_izin
from licensing.terms import Master, NibStatus, Status
from licensing.workflow import Refused
from oss_bridge.client import client
from oss_bridge.contract.methods import RECEIVE_NIB
from oss_bridge.contract.nib import NibTree, PermitRow
from oss_bridge.contract.permits import FilePush
from oss_bridge.contract.simulation import reference_of
from oss_bridge.inbound import arriving, fetching, inbox
from oss_bridge.mirror import view_of
from oss_bridge.models import Difference, InboxItem
from oss_bridge.outbound.outward import poll_soon
from oss_bridge.reconciling import differences
from oss_bridge.reconciling.repairing import REKONSILIASI
from oss_bridge.troubles import OssRefused, OssTrouble

WHO = Who(role="oss", name="OSS", channel="oss")


def process(task: DueTask) -> None:
    """Handler of due work ``oss.inbox``: one item, once. What only a person can settle is parked."""
    item = InboxItem.objects.filter(pk=int(task.subject.partition(":")[2])).first()
    if item is None:
        raise Never("Kiriman tidak ada.")
    if item.state != InboxItem.State.NEW:
        return
    if inbox.waits_for_earlier(item):
        raise due.Later("Kiriman sebelumnya untuk NIB ini belum diproses.", seconds=2)
    if inbox.is_older(item):
        finish(item, InboxItem.State.IGNORED, "Kabar lebih lama dari yang sudah diproses.")
        return
    problems = take(item)
    state = InboxItem.State.PARKED if problems else InboxItem.State.DONE
    finish(item, state, " ".join(problems))


def take(item: InboxItem) -> list[str]:
    """Act on one kept push. Returns what a person must settle."""
    message = inbox.message_of(item)
    if isinstance(message, NibTree):
        tree = newest(message) if inbox.is_ambiguous(item) else message
        problems = take_tree(tree, may_begin=item.method == RECEIVE_NIB.name)
        inbox.wake(message.nib)
        return problems
    if isinstance(message, FilePush):
        return take_file(message)
    return ["Pendaftaran STPW luar negeri; hanya dicatat. Periksa di OSS."]


def newest(tree: NibTree) -> NibTree:
    """The date of a change has no time: of two trees of one day, OSS itself is asked which holds.

    Raises:
        Later: OSS cannot be asked now.
    """
    try:
        return client().nib_tree(tree.nib)
    except OssRefused:
        return tree
    except OssTrouble as no:
        raise due.Later(str(no), seconds=30) from no


def finish(item: InboxItem, state: InboxItem.State, problem: str = "") -> None:
    """Write down how far the item came."""
    InboxItem.objects.filter(pk=item.pk).update(state=state, problem=problem[:2000], processed_at=timezone.now())
    if problem:
        book.record("oss.inbox_" + state, subject=f"inbox:{item.pk}", who=WHO, note=problem)


def take_tree(tree: NibTree, *, may_begin: bool = True) -> list[str]:
    """Every permit of a NIB's tree; one bad row never fails the others. Returns what a person must settle.

    ``may_begin``: a permit that nobody here knows may become a file (only receiveNIB begins one).
    """
    problems = []
    for row in tree.permits:
        try:
            with transaction.atomic():
                take_permit(tree, row, may_begin=may_begin)
        except (nib.NibDiffers, Refused, arriving.Unclear) as no:
            problems.append(f"{row.licence_id}: {no}")
            if (application := waiting_for(tree, row)) is not None:
                nib.alarm(application, str(no))
        except (ValueError, LookupError, IntegrityError, DataError) as broken:
            problems.append(f"{row.licence_id}: isi baris tidak dapat disimpan ({type(broken).__name__}).")
    return problems


def waiting_for(tree: NibTree, row: PermitRow) -> Application | None:
    """The file that handed this project over and still waits for its NIB; with a real OSS, that was prepared here."""
    project = tree.project(row.project_id)
    if project is None:
        return None
    reference = reference_of(project)
    waiting = Application.objects.filter(status=Status.NIB_REQUESTED)
    if reference:
        return waiting.filter(number=reference).first()
    return arriving.prepared_here(tree, project) if settings.OSS_MODE == "oss" else None


def take_permit(tree: NibTree, row: PermitRow, *, may_begin: bool) -> None:
    """One permit request: a waiting file gets its NIB, a known one is looked at, a new one becomes a file.

    Raises:
        NibDiffers, Refused, Unclear: a person must look.
    """
    known = by_id_izin(row.licence_id)
    if known is not None:
        poll_soon(known)
        follow_nib(known, tree)
        return
    waiting = waiting_for(tree, row)
    project = tree.project(row.project_id)
    if waiting is not None:
        receive(waiting, tree, row)
    elif row.needs_fulfilment and (project is None or not reference_of(project)):
        if not may_begin:
            raise arriving.Unclear(f"{inbox.UNKNOWN_PERMIT} {row.licence_id}")
        application = adopt.adopt(arriving.arrival(tree, row))
        poll_soon(application)


def receive(application: Application, tree: NibTree, row: PermitRow) -> None:
    """The NIB for a file that waited for it. Raises NibDiffers: an alarm of the caller's, never an overwrite."""
    nib.receive(application, arriving.news(tree, row))
    if settings.OSS_MODE == "oss":
        Application.objects.filter(pk=application.pk).update(master=Master.OSS)
        fetching.after_nib(application, row)
    if application.needs_verification:
        poll_soon(application)


def note_repair(application: Application, before: str) -> None:
    """The reconciliation found what no poll and no push had brought; journalled as its act."""
    words = f"Mengikuti OSS: {before or 'belum ada'} menjadi {application.status}."
    facts = {"from": before, "to": application.status}
    book.record("oss.reconciled", subject=application.subject, who=REKONSILIASI, data=facts, note=words)
    there = view_of(application).code
    if differences.raised(
        application.subject, Difference.Kind.STATUS, application=application, here=before, there=there, sentence=words
    ):
        differences.repaired(application.subject, Difference.Kind.STATUS)


def follow_nib(application: Application, tree: NibTree) -> None:
    """Freeze, revocation and cancellation of the NIB arrive here (codes 91 and 92 no longer exist)."""
    held = application.nib
    status = NibStatus.REVOKED if tree.is_withdrawn else tree.status
    if held is None or held.number != tree.nib or status is None or held.status == status:
        return
    held.status = status
    held.changed_on = tree.changed_on or timezone.localdate()
    held.save(update_fields=["status", "changed_on"])
    book.record("nib.status", subject=application.subject, who=WHO, data={"nib": held.number, "status": status})


def take_file(push: FilePush) -> list[str]:
    """receiveFileDS: recorded; in mode ``oss`` its bytes are fetched, in simulation never published."""
    application, of_nib = fetching.belongs_to(push.licence_id)
    if application is None:
        return [f"{inbox.UNKNOWN_PERMIT} {push.licence_id}"]
    fetching.remember(application, push.url, of_nib=of_nib)
    book.record("oss.file_signed", subject=application.subject, who=WHO)
    poll_soon(application)
    return []


def await_nib(task: DueTask) -> None:
    """The push did not come, or a person typed the NIB: ask OSS for its tree and take it as if it had been pushed."""
    application = Application.objects.select_related("holder", "kbli").get(pk=int(task.subject.partition(":")[2]))
    handed = view_of(application).handed_nib
    if application.status != Status.NIB_REQUESTED or not handed:
        return
    try:
        tree = client().nib_tree(handed)
    except OssRefused as no:
        nib.alarm(application, str(no.sentence))
        return
    except OssTrouble as no:
        raise due.Later(str(no), seconds=60) from no
    try:
        with transaction.atomic():
            pull(application, tree)
    except (nib.NibDiffers, Refused, arriving.Unclear) as no:
        nib.alarm(application, str(no))


def pull(application: Application, tree: NibTree) -> None:
    """Find this file's permit in a tree: by our reference in simulation, else by holder and KBLI.

    Raises:
        Unclear: another person's NIB, or no single permit fits.
    """
    by_reference = [row for row in tree.permits if is_ours(tree, row, application)]
    rows = by_reference or arriving.fitting(tree, application)
    if len(rows) != 1:
        raise arriving.Unclear(
            "NIB ini belum memuat kegiatan dan KBLI permohonan ini di OSS. Lengkapi di oss.go.id, lalu coba lagi."
        )
    receive(application, tree, rows[0])


def is_ours(tree: NibTree, row: PermitRow, application: Application) -> bool:
    """Does the permit's project carry our own number?"""
    project = tree.project(row.project_id)
    return project is not None and reference_of(project) == application.number
