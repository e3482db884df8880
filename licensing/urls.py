"""Paths of this room, by who is reading."""

from django.urls import URLPattern, URLResolver, include, path

from licensing.views.applicant import documents, files, page, register, send, uploads, wizard

applicant: list[URLPattern | URLResolver] = [
    path("", files.index, name="my_files"),
    path("baru/", files.new, name="new_file"),
    path("<str:ref>/langkah/<str:section>/<str:slug>/", wizard.step, name="file_step"),
    path("<str:ref>/langkah/<str:section>/<str:slug>/draf/", wizard.autosave, name="file_autosave"),
    path("<str:ref>/ajukan-nib/", register.overview, name="file_overview"),
    path("<str:ref>/ajukan-lagi/", files.again, name="file_again"),
    path("<str:ref>/", page.show, name="file"),
    path("<str:ref>/batal/", page.withdrawal, name="file_withdraw"),
    path("<str:ref>/dokumen/", uploads.index, name="file_uploads"),
    path("<str:ref>/dokumen/<int:number>/unggah/", uploads.upload, name="file_upload"),
    path("<str:ref>/dokumen/<int:number>/pakai-lagi/", uploads.reuse, name="file_reuse"),
    path("<str:ref>/dokumen/<int:number>/hapus/", uploads.remove, name="file_remove"),
    path("<str:ref>/periksa/", send.check, name="file_check"),
    path("<str:ref>/kirim/", send.send, name="file_send"),
    path("<str:ref>/tanda-terima/", send.receipt, name="file_receipt"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("permohonan/", include(applicant)),
    path("dokumen/<str:code>.pdf", documents.download, name="document_download"),
]
