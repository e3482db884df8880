"""Paths of this room."""

from django.urls import URLPattern, URLResolver, include, path

from complaints.views import desk, limits, mine, papers, public, triage

DESK = "tangani/pengaduan/<str:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("pengaduan/", public.information, name="complaints"),
    path("pengaduan/baru/", public.new, name="complaint_new"),
    path("pengaduan/baru/bukti/", public.evidence, name="complaint_evidence"),
    path("pengaduan/pelanggaran/", public.whistle, name="complaint_whistle"),
    path("pengaduan/tanda-terima/", public.receipt, name="complaint_receipt"),
    path("pengaduan/tanda-terima.pdf", papers.receipt, name="complaint_receipt_pdf"),
    path("", include("complaints.dialogue.urls")),
    path("", include("complaints.reporting.urls")),
    path("pengaduan/terbuka/", public.opened, name="complaint_published"),
    path("pengaduan/saya/", mine.mine, name="my_complaints"),
    path("", include("complaints.channels.urls")),
    path("kelola/batas-pengaduan/", limits.board, name="complaint_limits"),
    path("kelola/batas-pengaduan/<int:pk>/", limits.replace, name="complaint_limit"),
    path("kelola/batas-pengaduan/<int:pk>/batal/", limits.take_back, name="complaint_limit_back"),
    path("tangani/pengaduan/", desk.register, name="complaint_register"),
    path(DESK, desk.detail, name="complaint_detail"),
    path(f"{DESK}kontak/", desk.contact, name="complaint_contact"),
    path(f"{DESK}langkah/<slug:name>/", desk.step, name="complaint_step"),
    path(f"{DESK}pesan/", desk.message, name="complaint_message"),
    path(f"{DESK}bukti/", desk.evidence, name="complaint_desk_evidence"),
    path(f"{DESK}tautan/", desk.link, name="complaint_link"),
    path(f"{DESK}umumkan/", desk.publish, name="complaint_publish"),
    path(f"{DESK}surat/<int:pk>.pdf", papers.letter, name="complaint_letter"),
    path(f"{DESK}triase/", triage.triage_page, name="complaint_triage"),
    path(f"{DESK}triase/teradu/", triage.accused, name="complaint_accused"),
    path(f"{DESK}triase/teradu/<int:pk>/hapus/", triage.unname, name="complaint_unname"),
    path(f"{DESK}triase/serah/", triage.hand_over, name="complaint_hand_over"),
]
