"""Snapshots to draw in tests: one of every kind, complete and ordinary; tests bend them."""

from typing import Any

from licensing.documents.snapshots import ACT_IN_FORCE, CHECKLIST, STATEMENTS

Snapshot = dict[str, Any]
CODE = "7KQ2M9XW4RTB8CZP5HND3V"
ADDRESS = "Jl. Syekh Burhanuddin No. 12, Kelurahan Karan Aur, Pariaman Tengah, Kota Pariaman, Sumatera Barat"
KBLI = {"kbli_edition": "2025", "kbli_code": "85571", "kbli_title": "Pelatihan Kerja Teknik Swasta"}
PROMISE = "Saya sanggup:\n- mengelola limbah;\n- memantau.\nBila lalai, saya siap dikenai sanksi."
OFFICE = {
    "name": "DPMPTSP dan Tenaga Kerja Kota Pariaman",
    "address": "Kota Pariaman",
    "phone": "",
    "email": "dpmptsppariamankota@gmail.com",
    "website": "",
}
HOLDER = {
    "name": "LPK Bina Terampil Sejahtera",
    "kind": "company",
    "office_address": ADDRESS,
    "postal_code": "25511",
    "phone": "+6281234567890",
    "email": "halo@lpk-bina.example",
    "investment": "pmdn",
    "scale": "micro",
}


def frame(kind: str, **facts: Any) -> Snapshot:
    """What every snapshot has, and the rest."""
    return {
        "kind": kind,
        "template_version": 1,
        "code": CODE,
        "verify_url": f"https://satupintu.example/v/{CODE}/",
        "made_on": "2026-11-24",
        "office": OFFICE,
        **facts,
    }


def activity(**changes: Any) -> Snapshot:
    """One row of the NIB's lampiran: unverified, medium-high."""
    return {
        **KBLI,
        "location": ADDRESS,
        "risk": "medium_high",
        "licence_type": "sertifikat_standar",
        "licence_document": "Sertifikat Standar Pelatihan Kerja Teknik Swasta",
        "certificate_status": "unverified",
        "licence_number": "22112600000010001",
        **changes,
    }


def low_risk(**changes: Any) -> Snapshot:
    """A laundry: NIB only."""
    laundry = {"kbli_code": "96100", "kbli_title": "Aktivitas Penatu", "risk": "low", "licence_type": "nib"}
    return activity(**laundry, licence_document="", certificate_status="", licence_number="", **changes)


def nib(**changes: Any) -> Snapshot:
    """A NIB with two activities, changed once."""
    facts = {
        "number": "2211260000001",
        "act": ACT_IN_FORCE,
        "holder": HOLDER,
        "activities": [activity(), low_risk()],
        "issued_on": "2026-11-22",
        "change_number": 1,
        "changed_on": "2026-11-24",
    }
    return frame("nib", **{**facts, **changes})


def duty(text: str, kind: str = "requirement", proof: str = "") -> Snapshot:
    """One row of a certificate's lampiran."""
    return {
        "text": text,
        "duty": kind,
        "proof": proof,
        "supervisor": "Dinas Tenaga Kerja Kota Pariaman",
        "validity": "",
    }


DUTIES = [
    duty("Identitas dan CV penanggung jawab LPK", proof="cv.pdf, sesuai"),
    duty("Profil lembaga bertanda tangan dan bermeterai", proof="profil.pdf, sesuai"),
    duty("Akreditasi LPK paling lambat 3 tahun sejak PB terbit", "obligation"),
]


def licence(kind: str, **changes: Any) -> Snapshot:
    """What Sertifikat Standar and Izin share."""
    facts = {
        **KBLI,
        "number": "22112600000010001",
        "act": ACT_IN_FORCE,
        "nomenclature": "Sertifikat Standar Pelatihan Kerja Teknik Swasta",
        "nib": "2211260000001",
        "holder": HOLDER,
        "scope": "Seluruh",
        "risk": "medium_high",
        "location": ADDRESS,
        "activity_number": "R-202611221001020000001",
        "activity_name": "LPK Bina Terampil",
        "authority": "Dinas Tenaga Kerja Kota Pariaman",
        "duties": DUTIES,
        "issued_on": "2026-11-22",
        "by_expiry": False,
        "change_number": 0,
        "changed_on": "",
    }
    return frame(kind, **{**facts, **changes})


def certificate(**changes: Any) -> Snapshot:
    """A verified Sertifikat Standar."""
    return licence("sertifikat_standar", **{"status": "verified", "verified_on": "2026-11-27", **changes})


def izin(**changes: Any) -> Snapshot:
    """An Izin."""
    return licence("izin", **{"valid_until": "", "risk": "high", "nomenclature": "Izin Industri Roti", **changes})


def statement(code: str, text: str, **changes: Any) -> Snapshot:
    """An accepted statement."""
    facts = {"title": code.upper(), "version": "2026-11", "accepted_at": "2026-11-22T03:42:00+00:00"}
    who = {"accepted_by": "Budi Santoso", "channel": "web", "read_by": "", "consent": ""}
    return {"code": code, "text": text, **facts, **who, **changes}


def declaration(kind: str, **changes: Any) -> Snapshot:
    """SPPL or the spatial self-statement."""
    facts = {
        **KBLI,
        "nib": "2211260000001",
        "application": "PB-2026-000123",
        "holder": HOLDER,
        "responsible_name": "Budi Santoso",
        "responsible_title": "Direktur",
        "activity_name": "LPK Bina Terampil",
        "scope": "Seluruh",
        "location": ADDRESS,
        "region": "Kec. Pariaman Tengah, Kota Pariaman",
        "land_area": "120 m²",
        "land_status": "Sewa",
        "coordinates": "-0.626400, 100.120400",
        "statements": [
            statement("environment", "Saya sanggup:\n- mengelola limbah;\n- memantau.\nBila lalai, saya siap.")
        ],
        "issued_on": "2026-11-22",
    }
    return frame(kind, **{**facts, **changes})


def statements(**changes: Any) -> Snapshot:
    """The printout of all statements."""
    own = declaration("")
    names = ("nib", "application", "holder", "activity_name", "kbli_edition", "kbli_code", "kbli_title", "location")
    told = [
        statement("k3l", "Saya menjaga keselamatan.", channel="counter", read_by="Wulan", consent="tanda tangan"),
        statement("truth", "Data saya benar.", accepted_at="", accepted_by=""),
    ]
    return frame(STATEMENTS, **{**{name: own[name] for name in names}, "statements": told, **changes})


def receipt(**changes: Any) -> Snapshot:
    """A receipt of this office."""
    facts = {
        **KBLI,
        "number": "PB-2026-000123",
        "tracking_code": "7KQ2M9XW4R",
        "tracking_url": "https://satupintu.example/lacak/?nomor=PB-2026-000123&kode=7KQ2M9XW4R",
        "submitted_at": "2026-11-23T03:42:00+00:00",
        "channel": "web",
        "filed_by": "",
        "holder_name": HOLDER["name"],
        "nib": "2211260000001",
        "service": "Perizinan Berusaha Sektor Ketenagakerjaan",
        "location": ADDRESS,
        "risk": "medium_high",
        "product": "NIB dan Sertifikat Standar",
        "agency": "Bidang Tenaga Kerja",
        "decides": "Kepala DPMPTSP",
        "is_ours": True,
        "promised_on": "2026-12-01",
        "completeness_days": 1,
        "technical_days": 5,
        "issue_days": 1,
        "correction_days": 5,
        "correction_rounds": 2,
        "items": [{"text": "Profil lembaga", "file_name": "profil.pdf", "sha256": "ab12" * 16, "round": 2}],
        "is_copy": False,
    }
    return frame("receipt", **{**facts, **changes})


def referral(**changes: Any) -> Snapshot:
    """A referral for UKL-UPL."""
    facts = {
        "number": "PB-2026-000124",
        "topic": "ukl_upl",
        "title": "Rujukan untuk UKL-UPL",
        "addressee": "Dinas Lingkungan Hidup Kota Pariaman",
        "addressee_address": "",
        "addressee_contact": "",
        "channel": "Amdalnet melalui oss.go.id",
        "reason": "Kegiatan usaha Anda memerlukan UKL-UPL, sehingga SPPL tidak dapat diterbitkan.",
        "holder_name": HOLDER["name"],
        "facts": [{"label": "Kegiatan usaha", "value": "10710 – Industri Roti"}, {"label": "Luas lahan", "value": ""}],
        "bring": ["Surat rujukan ini", "Denah lokasi"],
        "afterwards": ["Unggah PKPLH di draf Anda."],
        "legal_basis": ["PP 22/2021"],
        "resume_url": "https://satupintu.example/permohonan/d-x7/",
    }
    return frame("referral", **{**facts, **changes})


def checklist(**changes: Any) -> Snapshot:
    """The checklist of a training centre."""
    facts = {
        **KBLI,
        "code": "",
        "verify_url": "",
        "scope": "Seluruh",
        "scale": "micro",
        "risk": "medium_high",
        "risk_reason": "",
        "products": ["NIB", "Sertifikat Standar"],
        "days": 5,
        "fee": "Tidak dipungut biaya",
        "authority": "Bupati/Walikota",
        "general": [{"text": "KTP elektronik", "note": "", "days": 0}],
        "requirements": [{"text": "Profil lembaga", "note": "bermeterai", "days": 5}],
        "obligations": [],
        "supporting": [],
        "source": "Data publik OSS, 30 September 2026",
        "confidence": "high",
        "url": "https://satupintu.example/kbli/2025/85571/",
    }
    return frame(CHECKLIST, **{**facts, **changes})


def refusal_letter(**changes: Any) -> Snapshot:
    """A refusal after a correction that did not help."""
    facts = {
        **KBLI,
        "number": "SP-2026-000007",
        "application": "PB-2026-000123",
        "submitted_on": "2026-11-23",
        "holder": HOLDER,
        "nib": "2211260000001",
        "location": ADDRESS,
        "product": "NIB dan Sertifikat Standar",
        "agency": "Bidang Tenaga Kerja",
        "ground": "Persyaratan tidak terpenuhi setelah kesempatan perbaikan",
        "article": "PP 28/2025 Pasal 23",
        "remedy": "Ganti dokumen yang dinilai tidak sesuai.",
        "note": "Profil lembaga tidak memuat data instruktur.",
        "ways": [{"title": "Ombudsman Republik Indonesia", "text": "Laporan, tanpa biaya.", "source": "UU 37/2008"}],
        "decided_on": "2026-12-01",
        "official": "Dra. Yulia Contoh, M.Si.",
        "official_nip": "198001012005012001",
        "official_capacity": "Kepala Dinas",
    }
    return frame("refusal_letter", **{**facts, **changes})


def technical_letter(**changes: Any) -> Snapshot:
    """An approval after a visit, to be signed by the official's own hand."""
    facts = {
        **KBLI,
        "number": "PT-2026-000004",
        "application": "PB-2026-000123",
        "submitted_on": "2026-11-23",
        "complete_on": "2026-11-24",
        "visited_on": "2026-11-26",
        "holder": HOLDER,
        "nib": "2211260000001",
        "scope": "Seluruh",
        "risk": "medium_high",
        "location": ADDRESS,
        "product": "NIB dan Sertifikat Standar",
        "agency": "Bidang Tenaga Kerja",
        "lines": [
            {"number": 1, "text": "Profil lembaga", "verdict": "Sesuai", "note": ""},
            {"number": 2, "text": "Daftar instruktur", "verdict": "Sesuai", "note": "Tiga instruktur bersertifikat."},
        ],
        "note": "Layak diterbitkan.",
        "decided_on": "2026-11-27",
        "official": "Sari Dewi",
        "official_nip": "198604042011042004",
        "official_capacity": "Verifikator",
        "signed_by_hand": True,
    }
    return frame("technical_letter", **{**facts, **changes})


EVERY: dict[str, Snapshot] = {
    "nib": nib(),
    "verified": certificate(),
    "unverified": certificate(status="unverified", verified_on=""),
    "declared": certificate(status="declared", verified_on="", risk="medium_low"),
    "izin": izin(),
    "sppl": declaration("sppl"),
    "spatial": declaration("spatial"),
    "statements": statements(),
    "receipt": receipt(),
    "referral": referral(),
    "checklist": checklist(),
    "refusal_letter": refusal_letter(),
    "technical_letter": technical_letter(),
    "technical_letter_by_portal": technical_letter(signed_by_hand=False, note="", visited_on=""),
}
