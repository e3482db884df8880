"""Papers: the process dies at five marked moments of an issue; the disk is full."""

import io
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import urllib3
from django.conf import settings
from django.db import connections

from faults import people
from faults.browser import Browser
from faults.plans.people import refuse, reject
from faults.stage import Plan, Run
from faults.walking import Walk
from foundation.files.models import StoredFile
from foundation.files.upkeep import older_than
from licensing.actions import verify
from licensing.models import Application, Document
from licensing.terms import Status, Verdict
from portal.launch.stack import ROOT

MOMENTS = ("number", "render", "rename", "commit")  # of the worker; "sign" is the head's own process
DISK, FILLER = "24m", "filler"


def killed_while_drawing(run: Run) -> None:
    """F2: SIGKILL after the number, after drawing, after the rename, before the commit, after signing."""
    _forget_marks(run)
    run.office.restart("worker", FAULTS_POINTS=",".join(MOMENTS))
    walks = run.people(2, 1)
    walks[0].until |= {Status.VERIFYING}
    run.walk(walks)
    run.arrived()
    letter = refusal(run, walks[0])
    run.quiet()
    numbers = dict(Document.objects.filter(pk__gt=run.since.document).values_list("pk", "number"))
    _signed(run, letter)
    run.quiet()
    struck = [name for name in (*MOMENTS, "sign") if (run.office.folder / "marks" / name).exists()]
    run.notes.append(f"struck: {', '.join(struck)}")
    if len(struck) != len(MOMENTS) + 1:
        run.saw("I5", f"only {struck} of the moments were reached")
    if numbers != dict(Document.objects.filter(pk__in=numbers).values_list("pk", "number")):
        run.saw("I2", "a paper changed its number")
    _orphans(run)


def _forget_marks(run: Run) -> None:
    for mark in (run.office.folder / "marks").iterdir():
        mark.unlink()


def refusal(run: Run, walk: Walk) -> Document:
    """One file is rejected and refused; OSS takes the 90; the letter waits for its signature."""
    pk = walk.pks[0]
    for line in Application.objects.get(pk=pk).requirements.filter(retired_at=None):
        verify.assess(line, Verdict.FAILS, actor=people.actor("sari"), note="Tidak sesuai.")
    for act in (reject, refuse):
        act(Application.objects.select_related("holder", "agency").get(pk=pk))
    ends_at = time.monotonic() + 60
    while time.monotonic() < ends_at:
        found = Document.objects.filter(application=pk, kind="refusal_letter").exclude(unsigned_file=None).first()
        if found is not None:
            return found
        time.sleep(0.3)
    raise RuntimeError("The letter of refusal was not made ready.")


def _signed(run: Run, letter: Document) -> None:
    """The head signs; the process dies with the signed bytes in memory; he signs again."""
    command = [sys.executable, "-m", "faults.start", "faults.signing", str(letter.pk)]
    told = {**run.office.environment, "FAULTS_FOLDER": str(run.office.folder / "marks"), "FAULTS_POINTS": "sign"}
    codes = [subprocess.run(command, cwd=ROOT, env=told, check=False).returncode for _n in range(2)]
    connections.close_all()
    letter.refresh_from_db()
    if codes != [-9, 0] or letter.signed_at is None:
        run.saw("I5", f"signing ended with {codes}, signed: {letter.signed_at}")


def _orphans(run: Run) -> None:
    """The contents that a killed process left behind are few, whole, and known to nobody: the nightly sweep's."""
    root = Path(settings.MEDIA_ROOT) / "sha256"
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    left = [path for path in older_than(root, hours=0) if path.name not in known]
    run.notes.append(f"{len(left)} orphans for the sweep")


def full_disk(run: Run) -> None:
    """F14: the disk of files and papers is full while people work and upload; then somebody makes room."""
    place = Path(settings.MEDIA_ROOT)
    place.mkdir(parents=True, exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=755", "tmpfs", place], check=False).returncode:
        run.notes.append("SKIPPED: this machine lets nobody mount a disk")
        return
    run.afterwards.append(lambda: _unmounted(place))
    walks = run.people(2, 1)
    walks[1].until = frozenset({Status.FULFILLING})
    _fill(place)
    run.walk(walks)
    run.arrived(seconds=15)
    _health(run)
    _upload(run, walks[1])
    (place / FILLER).unlink()
    run.walk(walks)
    run.arrived()
    run.quiet()
    _half_files(run, place)


def _fill(place: Path) -> None:
    with (place / FILLER).open("wb") as file:
        left = shutil.disk_usage(place).free
        file.write(b"\0" * max(0, left - 4096))


def _unmounted(place: Path) -> None:
    for _attempt in range(20):
        if subprocess.run(["umount", place], check=False, capture_output=True).returncode == 0:
            return
        time.sleep(0.3)
    subprocess.run(["umount", "--lazy", place], check=False)


def _health(run: Run) -> None:
    said = urllib3.request("GET", f"{run.office.stack.url}/sehat/", timeout=20)
    if said.status != 503 or "disk" not in said.json()["failing"]:
        run.saw("I8", f"/sehat/ answered {said.status} with a full disk")


def _upload(run: Run, walk: Walk) -> None:
    """An upload is refused with a sentence, not with a 500."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    data = out.getvalue() + b"%" + os.urandom(60_000).hex().encode() + b"\n%%EOF\n"
    file = Application.objects.get(pk=walk.pks[0])
    seen = Browser(run.office.stack.url, people.user("budi")).post(
        f"/permohonan/{file.ref}/dokumen/1/unggah/", file=("profil.pdf", data), field="berkas"
    )
    run.notes.append(f"upload answered {seen.status}")
    if seen.status not in (413, 422, 507):
        run.saw("I7", f"an upload onto a full disk was answered {seen.status}")


def _half_files(run: Run, place: Path) -> None:
    """Nothing half-written is left in the place of arrival."""
    left = list((place / "incoming").glob("*"))
    if left:
        run.saw("I5", f"{len(left)} half-written files were left in incoming")


PLANS = (
    Plan("F2", "killed at five marked moments of drawing and signing", killed_while_drawing, starts=("worker",)),
    Plan("F14", "the disk of files and papers is full", full_disk),
)
