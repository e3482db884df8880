"""What each row of an export means here, before anything is done."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from foundation.identity.digits import IdentityError
from foundation.office.office import current
from licensing.models import Application, Proyek
from licensing.terms import Status
from oss_bridge.contract import statuses
from oss_bridge.contract.identifiers import PERMIT, PROJECT
from oss_bridge.contract.reading import plain
from oss_bridge.importing.sheets import Row, day
from oss_bridge.models import Import, ImportRow
from oss_bridge.reconciling.comparing import ENDS

Finding = ImportRow.Finding
OURS = ("kabupaten", "kota", "bupati", "walikota")
BATCH = 500


def judged(sheet: Import.Sheet, rows: Iterable[Row]) -> Iterator[ImportRow]:
    """Every row with its finding; looked up in batches, so that 20,000 rows cost 40 questions."""
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield from together(sheet, batch)
            batch = []
    yield from together(sheet, batch)


def together(sheet: Import.Sheet, batch: list[Row]) -> Iterator[ImportRow]:
    """One batch."""
    if sheet == Import.Sheet.PERMITS:
        marks = [row.text("id_izin") for row in batch]
        files = Application.objects.filter(id_izin__in=marks).exclude(id_izin="").select_related("nib")
        known = {file.id_izin: file for file in files}
        yield from (permit(row, known.get(row.text("id_izin"))) for row in batch)
        return
    marks = [row.text("id_proyek") for row in batch]
    found = Proyek.objects.filter(id_proyek__in=marks).exclude(id_proyek="").select_related("kbli")
    projects = {one.id_proyek: one for one in found}
    homes = Application.objects.filter(proyek__in=found).select_related("nib")
    by_project = {home.proyek_id: home for home in homes}
    for row in batch:
        one = projects.get(row.text("id_proyek"))
        yield project(row, one, by_project.get(one.pk) if one else None)


def permit(row: Row, file: Application | None) -> ImportRow:
    """A row of the sheet Izin."""
    made = base(row, "id_izin")
    if made.finding == Finding.FAULTY:
        return made
    if not PERMIT.fullmatch(made.mark):
        return faulty(made, _("Id Permohonan Izin “%(mark)s” tidak berbentuk I- dan 21 angka.") % {"mark": made.mark})
    if row.text("issued_on") and day(row.cells.get("issued_on")) is None:
        return faulty(made, _("Tanggal izin “%(day)s” tidak terbaca.") % {"day": row.text("issued_on")})
    if file is None:
        return unknown(made, row)
    made.application = file
    why = difference_of(row, file, made.nib)
    made.finding, made.sentence = (Finding.DIFFERENT, why) if why else (Finding.SAME, "")
    return made


def difference_of(row: Row, file: Application, nib: str) -> str:
    """What the export says otherwise than this file; empty when nothing."""
    if file.nib is not None and file.nib.number != nib:
        return _("NIB di ekspor %(there)s, di sini %(here)s.") % {"there": nib, "here": file.nib.number}
    said = row.text("status")
    code = next((one for one in statuses.KNOWN if plain(statuses.meaning(one)) == plain(said)), "") if said else ""
    fits = ENDS.get(file.word, frozenset({statuses.code_of(Status(file.status)) or ""}))
    if code and code not in fits:
        return _("Status di ekspor “%(there)s”, di sini “%(here)s”.") % {"there": said[:80], "here": file.word.label}
    return ""


def project(row: Row, known: Proyek | None, file: Application | None) -> ImportRow:
    """A row of the sheet Proyek."""
    made = base(row, "id_proyek")
    if made.finding == Finding.FAULTY:
        return made
    if not PROJECT.fullmatch(made.mark):
        return faulty(made, _("Id proyek “%(mark)s” tidak dikenali.") % {"mark": made.mark})
    if known is None:
        return unknown(made, row)
    made.application, made.finding = file, Finding.SAME
    code = row.text("kbli").zfill(5)
    if row.text("kbli") and code != known.kbli.code:
        made.finding = Finding.DIFFERENT
        made.sentence = _("KBLI di ekspor %(there)s, di sini %(here)s.") % {"there": code, "here": known.kbli.code}
    return made


def base(row: Row, mark: str) -> ImportRow:
    """What every row has; faulty when its NIB cannot be read."""
    made = ImportRow(number=row.number, mark=row.text(mark)[:30], label=row.text("name")[:255], finding=Finding.NEW)
    try:
        made.nib = row.nib
    except IdentityError as wrong:
        return faulty(made, str(wrong))
    return made


def unknown(made: ImportRow, row: Row) -> ImportRow:
    """Not here: ours to fetch, or none of our business."""
    authority = (row.text("authority") or row.text("authority_short")).casefold()
    regency = row.text("regency")
    if authority and not any(word in plain(authority) for word in OURS):
        made.finding, made.sentence = Finding.ELSEWHERE, _("Kewenangan %(who)s.") % {"who": authority[:80]}
    elif regency and bare(regency) != bare(current().region_name):
        made.finding, made.sentence = Finding.ELSEWHERE, _("Lokasi %(place)s.") % {"place": regency[:80]}
    return made


def bare(regency: str) -> str:
    """A regency's name for comparing: ``KAB. PELALAWAN`` is ``Kabupaten Pelalawan``; a city keeps its ``kota``."""
    return re.sub(r"^(kabupaten|kab)", "", plain(regency))


def faulty(made: ImportRow, why: str) -> ImportRow:
    """A row that cannot be read, and why."""
    made.finding, made.sentence = Finding.FAULTY, why[:300]
    return made
