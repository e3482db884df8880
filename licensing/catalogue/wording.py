"""Sentences of "cek syarat": facts of the catalogue said to a person."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from foundation.office.office import current
from foundation.ui.formats import hari_kerja
from licensing.catalogue.checklist import Checklist
from licensing.catalogue.models import RiskRow
from licensing.terms import AUTOMATIC, Authority, EnvironmentClass, LicenceType, Risk, Scale

TONES = {Risk.LOW: "good", Risk.MEDIUM_LOW: "neutral", Risk.MEDIUM_HIGH: "action", Risk.HIGH: "bad"}
BARE_NAMES = {"", "sertifikat standar", "izin"}
PREPARED = (
    gettext_lazy("KTP elektronik pemohon"),
    gettext_lazy("NPWP, bila ada"),
    gettext_lazy("Alamat e-mail dan nomor HP/WhatsApp yang aktif"),
    gettext_lazy("Badan usaha: akta dan nomor pengesahannya (AHU)"),
    gettext_lazy("Alamat dan luas lokasi usaha"),
    gettext_lazy("Rincian modal: mesin dan peralatan, modal kerja, tanah dan bangunan"),
)


def risk_badges(risks: Iterable[str]) -> list[dict[str, str]]:
    """Chips: label and tone of each risk."""
    return [{"label": str(Risk(risk).label), "tone": TONES[Risk(risk)]} for risk in risks]


def products(found: Checklist) -> list[str]:
    """What comes out, in the order in which it comes out."""
    row = found.row
    if row is None or found.product is None:
        return []
    lines = [_("Nomor Induk Berusaha (NIB)")]
    name = row.licence_document if row.licence_document.strip().lower() not in BARE_NAMES else ""
    if found.product == LicenceType.SERTIFIKAT_STANDAR:
        state = (
            _("terbit “belum terverifikasi”; usaha boleh beroperasi setelah terverifikasi")
            if row.risk in {Risk.MEDIUM_HIGH, Risk.HIGH}
            else _("terbit otomatis dengan pernyataan mandiri")
        )
        called = name or _("Sertifikat Standar")
        lines.append(f"{called} ({state})")
    if found.product == LicenceType.IZIN:
        called, state = name or _("Izin"), _("terbit setelah diverifikasi")
        lines.append(f"{called} ({state})")
    return lines


def days(found: Checklist) -> str:
    """How long, in one sentence."""
    row = found.row
    if row is None:
        return _("Belum dapat dipastikan.")
    if row.days:
        return _("%(days)s sejak berkas dinyatakan lengkap.") % {"days": told_days(row)}
    if found.is_automatic:
        return _("Terbit otomatis setelah data dan pernyataan lengkap.")
    return _("Waktu belum tertulis dalam data yang dibaca. Petugas memastikan.")


def told_days(row: RiskRow) -> str:
    """The time of a row with its unit: working days, or calendar days where it writes them out."""
    if row.day_unit == RiskRow.DayUnit.WORKING:
        return hari_kerja(row.days)
    number = row.days or 0
    return ngettext("%(number)s hari kalender", "%(number)s hari kalender", number) % {"number": number}


def authority(found: Checklist) -> str:
    """Who decides and what this office does."""
    office = current()
    if found.is_automatic and found.authority == Authority.UNKNOWN:
        return f"{AUTOMATIC}."
    if found.row is None or found.authority == Authority.UNKNOWN:
        return _("Belum dipastikan. Petugas memastikannya sebelum berkas Anda dikirim.")
    who = found.authority.label
    if found.authority == Authority.REGENT:
        place = office.region_name or _("wilayah kantor ini")
        return _("%(who)s. Untuk lokasi usaha di %(place)s, kantor ini yang memproses.") % {"who": who, "place": place}
    return _(
        "%(who)s. Bukan kantor ini yang memutuskan: kantor ini mendampingi, memantau, dan menyerahkan hasilnya."
    ) % {"who": who}


def verifier(found: Checklist) -> str:
    """Which agency verifies, where anybody at this office does."""
    if found.row is None or found.is_automatic or found.authority not in {Authority.REGENT, Authority.UNKNOWN}:
        return ""
    return found.agency.name if found.agency else _("belum ditetapkan; berkas masuk ke back office")


def environment(found: Checklist) -> str:
    """What the environment class asks for."""
    return {
        EnvironmentClass.SPPL: _("SPPL: pernyataan kesanggupan yang Anda setujui saat mengajukan."),
        EnvironmentClass.UKL_UPL: _("UKL-UPL: urus PKPLH dahulu di dinas lingkungan hidup. SPPL tidak berlaku."),
        EnvironmentClass.AMDAL: _("AMDAL: urus SKKL dahulu. SPPL tidak berlaku."),
        EnvironmentClass.UNKNOWN: _(
            "Belum dipastikan. Petugas memastikan apakah cukup SPPL atau perlu UKL-UPL atau AMDAL."
        ),
    }[found.environment_class]


def spatial(scale: Scale) -> str:
    """Which spatial basis the scale asks for."""
    if scale.is_umk:
        return _("Pernyataan mandiri kesesuaian tata ruang (usaha mikro dan kecil).")
    return _("Kesesuaian Kegiatan Pemanfaatan Ruang (KKPR): isi nomornya saat mengajukan.")


def why(row: RiskRow) -> str:
    """Why this risk: which row of which regulation."""
    return _("Ruang lingkup “%(scope)s” pada skala %(scale)s bertingkat risiko %(risk)s menurut %(regulation)s.") % {
        "scope": row.scope.name,
        "scale": row.get_scale_display(),
        "risk": row.get_risk_display(),
        "regulation": row.regulation,
    }
