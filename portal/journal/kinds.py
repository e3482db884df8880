"""What each kind of journal entry is called, in the order of the filter. A kind that is not here is not shown.

Left out on purpose: everything about complaints (who is accused, and who told it, may be hidden from the very reader;
``complaints.queries.visible_to`` gives admin and auditor none), and the sharing out of work anew, behind which a
complaint may stand (``licensing.actions.reassign``).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.life.steps import Step
from licensing.life.storytelling import INNER, PUBLIC

LEFT_OUT = ("complaint.", "application.reassigned")
Words = Mapping[str, str | Promise]


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds that belong together: one heading of the filter."""

    slug: str
    label: str | Promise
    kinds: Words


STORY: dict[str, str | Promise] = {
    name if "." in name else f"application.{name}": words
    for name, words in {**{str(key): told for key, told in PUBLIC.items()}, **INNER}.items()
}
FILES: Words = {
    **{kind: words for kind, words in STORY.items() if kind.startswith("application.")},
    f"application.{Step.CLAIM}": _("Berkas diambil untuk diverifikasi"),
    f"application.{Step.WITHDRAW}": _("Permohonan dibatalkan"),
    "application.answered_elsewhere": _("Jawaban instansi yang berwenang dicatat"),
    "application.duty_done": _("Kewajiban ditandai selesai"),
    "application.nib_entered": _("NIB dimasukkan dengan tangan"),
    "application.scan_discarded": _("Hasil pindai dibuang"),
    "claim.asked": _("Kode untuk mengambil berkas dari OSS diminta"),
    "claim.done": _("Berkas dari OSS diambil pemiliknya"),
    "claim.failed": _("Berkas dari OSS gagal diambil: kode salah"),
    "tie.declared": _("Usaha keluarga dinyatakan"),
    "tie.ended": _("Pernyataan usaha keluarga diakhiri"),
    "tie.not_found": _("Usaha keluarga tidak ditemukan"),
    "nib.status": _("Status NIB berubah"),
}
PAPERS: Words = {
    "document.published": _("Dokumen terbit"),
    "document.received": _("Dokumen bertanda tangan diterima"),
    "document.signed": _("Dokumen ditandatangani"),
    "document.unsealed": _("Dokumen terbit tanpa segel elektronik"),
    "document.printed": _("Salinan dokumen dicetak"),
    "document.handed_over": _("Dokumen diserahkan"),
    "document.damaged": _("Dokumen tersimpan ternyata rusak"),
    "file.opened": _("Berkas dibuka"),
    "file.refused": _("Berkas ditolak: mengandung virus"),
    "file.quarantined": _("Berkas dikarantina"),
    "file.release_asked": _("Pelepasan berkas yang dikarantina diusulkan"),
    "file.cleared": _("Berkas dinyatakan bersih"),
    "file.released": _("Berkas dilepas dari karantina"),
    "file.refused_by_person": _("Berkas di karantina ditolak petugas"),
    "file.altered": _("Berkas tersimpan ternyata berubah"),
}
ACCOUNTS: Words = {
    "account.signed_up": _("Akun dibuat"),
    "account.signed_in": _("Masuk ke akun"),
    "account.signed_out": _("Keluar dari akun"),
    "account.many_wrong_passwords": _("Kata sandi salah berkali-kali"),
    "account.factor_wrong": _("Kode langkah kedua salah"),
    "account.factor_added": _("Kunci langkah kedua dipasang"),
    "account.factor_removed": _("Kunci langkah kedua dilepas"),
    "account.factor_renewed": _("Kode cadangan dibuat baru"),
    "account.password_changed": _("Kata sandi diganti"),
    "account.password_reset": _("Kata sandi diatur ulang"),
    "account.email_changed": _("Alamat email diganti"),
    "account.phone_verified": _("Nomor HP dibuktikan"),
    "account.profile_changed": _("Profil diubah"),
    "staff.invited": _("Petugas diundang"),
    "staff.changed": _("Data petugas diubah"),
    "staff.closed": _("Akun petugas ditutup"),
    "staff.reopened": _("Akun petugas dibuka lagi"),
    "staff.sessions_ended": _("Sesi petugas diakhiri"),
    "staff.factor_reset": _("Kunci langkah kedua petugas dilepas admin"),
    "signing.appointed": _("Penandatangan ditunjuk"),
    "signing.ended": _("Masa penandatangan diakhiri"),
    "signer.enrolled": _("Sertifikat penandatangan didaftarkan"),
}
PEOPLE: Words = {
    "person.searched": _("Orang dicari"),
    "person.opened": _("Data orang dibuka"),
    "person.registered": _("Orang didaftarkan"),
    "person.mended": _("Data orang diperbaiki"),
    "person.ktp_seen": _("KTP dilihat"),
    "person.merge_proposed": _("Penggabungan data ganda diusulkan"),
    "person.merged": _("Data ganda digabung"),
    "person.merge_refused": _("Penggabungan data ganda ditolak"),
    "person.unmerged": _("Penggabungan data ganda dibatalkan"),
    "person.proof_asked": _("Kode bukti akun dikirim"),
    "person.proof_refused": _("Kode bukti akun ditolak: nomornya milik petugas"),
    "person.proof_failed": _("Kode bukti akun salah"),
    "person.claim_asked": _("Kode untuk mengambil data dari loket diminta"),
    "person.claim_failed": _("Data dari loket gagal diambil: kode salah"),
    "person.claimed": _("Data dari loket diambil pemiliknya"),
    "proxy.recorded": _("Surat kuasa dicatat"),
    "proxy.revoked": _("Surat kuasa dicabut"),
    "assistance.started": _("Layanan berbantuan dimulai"),
    "assistance.finished": _("Layanan berbantuan selesai"),
    "assistance.ktp_seen": _("KTP dilihat saat layanan berbantuan"),
    "consent.code_sent": _("Kode persetujuan dikirim"),
    "consent.code_wrong": _("Kode persetujuan salah"),
    "guest.started": _("Layanan mandiri di kantor dimulai"),
    "guest.ended": _("Layanan mandiri di kantor selesai"),
    "guest.asked_for_help": _("Bantuan dipanggil dari layanan mandiri"),
    "guest.helped": _("Layanan mandiri dibantu petugas"),
}
HALL: Words = {
    "ticket.drawn": _("Nomor antrean diambil"),
    "ticket.called": _("Nomor antrean dipanggil"),
    "ticket.skipped": _("Nomor antrean dilewati"),
    "ticket.served": _("Nomor antrean dilayani"),
    "ticket.finished": _("Layanan nomor antrean selesai"),
    "ticket.transferred": _("Nomor antrean dipindah loket"),
    "ticket.returned": _("Nomor antrean kembali mengantre"),
    "ticket.cancelled": _("Nomor antrean dibatalkan"),
    "shift.begun": _("Loket dibuka"),
    "shift.ended": _("Loket ditutup"),
    "shift.note_left": _("Catatan sif ditulis"),
    "shift.note_read": _("Catatan sif dibaca"),
    "queue.day_ended": _("Antrean hari ini ditutup"),
    "queue.line_kept": _("Layanan antrean diatur"),
    "queue.window_kept": _("Loket diatur"),
    "queue.rules_kept": _("Aturan antrean diatur"),
    "queue.special_day_kept": _("Hari khusus antrean diatur"),
    "queue.special_day_dropped": _("Hari khusus antrean dihapus"),
    "device.added": _("Perangkat ditambahkan"),
    "device.changed": _("Perangkat diubah"),
    "device.revoked": _("Kunci perangkat dicabut"),
}
BOOK: Words = {
    "visit.opened": _("Baris agenda dibuka"),
    "visit.written": _("Baris agenda ditulis dengan tangan"),
    "visit.closed": _("Baris agenda ditutup"),
    "visit.corrected": _("Baris agenda dikoreksi"),
    "visit.sigap": _("Nomor SIGAP dicatat"),
    "visit.name_opened": _("Nama lengkap di agenda dibuka"),
    "logbook.day_closed": _("Hari di agenda ditutup dan ditandatangani"),
    "logbook.exported": _("Agenda diunduh"),
    "logbook.import_read": _("Buku lama dibaca"),
    "logbook.import_confirmed": _("Buku lama dimasukkan"),
    "logbook.arranged": _("Kolom agenda diatur"),
    "mobile_day.opened": _("Hari pelayanan bergerak dibuka"),
    "mobile_day.closed": _("Hari pelayanan bergerak ditutup"),
}
SURVEYS: Words = {
    "survey.offered": _("Survei ditawarkan"),
    "survey.paper_entered": _("Lembar survei kertas dimasukkan"),
    "survey.alarm": _("Peringatan survei"),
    "survey.alarm_closed": _("Peringatan survei ditutup"),
    "survey.suggestion_answered": _("Saran dijawab"),
    "survey.kiosk_started": _("Kios survei dinyalakan"),
    "survey.kiosk_stopped": _("Kios survei dimatikan"),
    "survey.questionnaire_made": _("Kuesioner dibuat"),
    "survey.period_opened": _("Periode survei dibuka"),
    "survey.period_changed": _("Periode survei diubah"),
    "survey.users_counted": _("Jumlah pengguna layanan dicatat"),
    "survey.follow_up": _("Rencana tindak lanjut survei ditulis"),
    "survey.recap_imported": _("Rekap survei dimasukkan"),
    "survey.report_asked": _("Laporan survei diminta"),
    "survey.report_drawn": _("Laporan survei selesai dibuat"),
    "survey.published": _("Hasil survei diumumkan"),
}
INSPECTION: Words = {
    "supervision.opened": STORY["supervision.opened"],
    "supervision.given": _("Tugas pengawasan diberikan"),
    "supervision.paper": _("Surat tugas atau berita acara diunggah"),
    "supervision.done": STORY["supervision.done"],
    "supervision.limit_changed": _("Batas waktu pengawasan diubah"),
    "supervision.limit_taken_back": _("Batas waktu pengawasan yang diumumkan dibatalkan"),
}
OSS: Words = {
    "oss.asked": _("OSS ditanya oleh petugas"),
    "oss.told_again": STORY["oss.told_again"],
    "oss.reconciled": STORY["oss.reconciled"],
    "oss.difference_settled": STORY["oss.difference_settled"],
    "oss.file_signed": _("Tanda tangan dokumen diberitahukan OSS"),
    "oss.inbox_new": _("Kiriman OSS diproses lagi"),
    "oss.inbox_done": _("Kiriman OSS diproses"),
    "oss.inbox_ignored": _("Kiriman OSS dicatat, tidak mengubah apa pun"),
    "oss.inbox_parked": _("Kiriman OSS menunggu petugas"),
    "oss.import_read": _("Daftar dari OSS dibaca"),
    "oss.import_done": _("Daftar dari OSS dimasukkan"),
    "outbox.dead": _("Pesan keluar berhenti, perlu petugas"),
    "outbox.retried": _("Pesan keluar dicoba lagi"),
    "outbox.skip_asked": _("Izin melewati pesan keluar diminta"),
    "outbox.skipped": _("Pesan keluar dilewati dengan persetujuan orang kedua"),
    "outbox.superseded": _("Pesan keluar diganti"),
    "work.dead": _("Pekerjaan latar berhenti, perlu petugas"),
    "work.retried": _("Pekerjaan latar dicoba lagi"),
}
RULES: Words = {
    "office.changed": _("Data kantor diubah"),
    "calendar.changed": _("Kalender hari kerja diubah"),
    "calendar.proposal_declined": _("Usulan hari libur ditolak"),
    "text.pernyataan": _("Naskah pernyataan diganti"),
    "text.dasar-penolakan": _("Naskah dasar penolakan diganti"),
    "text.standar": _("Standar layanan diganti"),
    "catalogue.riskrow": _("Baris risiko di katalog dipastikan"),
    "catalogue.requirementitem": _("Persyaratan di katalog diubah"),
    "catalogue.obligationitem": _("Kewajiban di katalog diubah"),
    "catalogue.environmentrule": _("Aturan lingkungan di katalog diubah"),
    "catalogue.agencyroute": _("Rute dinas teknis diubah"),
    "journal.read": _("Jurnal dibaca"),
}

GROUPS = (
    Group("permohonan", _("Permohonan"), FILES),
    Group("dokumen", _("Dokumen dan berkas"), PAPERS),
    Group("akun", _("Akun dan petugas"), ACCOUNTS),
    Group("orang", _("Orang dan layanan berbantuan"), PEOPLE),
    Group("antrean", _("Antrean dan loket"), HALL),
    Group("agenda", _("Agenda layanan"), BOOK),
    Group("survei", _("Survei"), SURVEYS),
    Group("pengawasan", _("Pengawasan"), INSPECTION),
    Group("oss", _("OSS dan pengiriman"), OSS),
    Group("aturan", _("Data kantor, kalender, katalog, jurnal"), RULES),
)
KINDS: Words = {kind: words for group in GROUPS for kind, words in group.kinds.items()}
