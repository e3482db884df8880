"""Paths of this room, by who is reading."""

from django.urls import URLPattern, URLResolver, include, path

from licensing.views import ties, wordings
from licensing.views.applicant import claim, documents, duties, files, page, printouts, register, send, uploads, wizard
from licensing.views.desks import alarms, check, decide, lists, review, sign, visit_sheet
from licensing.views.public import examine, track, verify

applicant: list[URLPattern | URLResolver] = [
    path("", files.index, name="my_files"),
    path("baru/", files.new, name="new_file"),
    path("klaim/", claim.ask, name="claim"),
    path("klaim/kode/", claim.confirm, name="claim_code"),
    path("<str:ref>/langkah/<str:section>/<str:slug>/", wizard.step, name="file_step"),
    path("<str:ref>/langkah/<str:section>/<str:slug>/draf/", wizard.autosave, name="file_autosave"),
    path("<str:ref>/ajukan-nib/", register.overview, name="file_overview"),
    path("<str:ref>/ajukan-lagi/", files.again, name="file_again"),
    path("<str:ref>/", page.show, name="file"),
    path("<str:ref>/kewajiban/", duties.index, name="file_duties"),
    path("<str:ref>/kewajiban/<int:pk>/selesai/", duties.done, name="file_duty_done"),
    path("<str:ref>/kewajiban.ics", duties.calendar, name="file_duties_ics"),
    path("<str:ref>/rujukan/<str:topic>.pdf", printouts.refer, name="file_referral"),
    path("<str:ref>/pernyataan.pdf", printouts.statements, name="file_statements"),
    path("<str:ref>/batal/", page.withdrawal, name="file_withdraw"),
    path("<str:ref>/dokumen/", uploads.index, name="file_uploads"),
    path("<str:ref>/dokumen/<int:number>/unggah/", uploads.upload, name="file_upload"),
    path("<str:ref>/dokumen/<int:number>/pakai-lagi/", uploads.reuse, name="file_reuse"),
    path("<str:ref>/dokumen/<int:number>/hapus/", uploads.remove, name="file_remove"),
    path("<str:ref>/periksa/", send.check, name="file_check"),
    path("<str:ref>/kirim/", send.send, name="file_send"),
    path("<str:ref>/tanda-terima/", send.receipt, name="file_receipt"),
]

desks: list[URLPattern | URLResolver] = [
    path("proses/", lists.back_office, name="desk_back_office"),
    path("proses/<str:ref>/", check.show, name="desk_check"),
    path("proses/<str:ref>/lengkap/", check.complete, name="desk_complete"),
    path("proses/<str:ref>/belum-lengkap/", check.incomplete, name="desk_incomplete"),
    path("proses/<str:ref>/dinas/", check.route, name="desk_route"),
    path("tinjau/", lists.agency, name="desk_agency"),
    path("tinjau/<str:ref>/", review.show, name="desk_review"),
    path("tinjau/<str:ref>/dokumen/<int:number>/", review.show, name="desk_review_line"),
    path("tinjau/<str:ref>/dokumen/<int:number>/berkas/", review.lay_to, name="desk_lay_to"),
    path("tinjau/<str:ref>/ambil/", review.claim, name="desk_claim"),
    path("tinjau/<str:ref>/ambil-alih/", review.take_over, name="desk_take_over"),
    path("tinjau/<str:ref>/hasil/", review.result, name="desk_result"),
    path("tinjau/<str:ref>/berita-acara/", visit_sheet.show, name="desk_visit_sheet"),
    path("persetujuan/", lists.decisions, name="desk_decisions"),
    path("persetujuan/tandatangan/", sign.show, name="desk_sign"),
    path("persetujuan/<str:ref>/", decide.show, name="desk_decide"),
    path("berkas-permohonan/", lists.register, name="desk_register"),
    path("berkas-permohonan/<str:ref>/", check.read, name="desk_file"),
    path("berkas-permohonan/<str:ref>/masalah/", alarms.settle, name="desk_alarm"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("permohonan/", include(applicant)),
    path("", include(desks)),
    path("akun/keluarga/", ties.relatives, name="relatives"),
    path("kelola/naskah/", wordings.index, name="wordings"),
    path("kelola/naskah/<slug:kind>/<str:ident>/", wordings.edit, name="wording"),
    path("kelola/keluarga/", ties.declared, name="declared_ties"),
    path("kelola/keluarga/<int:pk>/akhiri/", ties.end, name="declared_tie_end"),
    path("lacak/", track.track, name="track"),
    path("lacak/<str:number>/", track.track, name="tracked"),
    path("v/", verify.ask, name="verify"),
    path("v/berkas/", examine.show, name="examine"),
    path("v/<str:code>/", verify.show, name="verified"),
    path("dokumen/<str:code>.pdf", documents.download, name="document_download"),
]
