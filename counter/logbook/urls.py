"""Paths of this room."""

from django.urls import path

from counter.logbook.views import book, cards, days, exports, imports, rows, surveys

urlpatterns = [
    path("agenda/", book.agenda, name="logbook"),
    path("agenda/ringkasan/", book.totals, name="logbook_totals"),
    path("agenda/tampilan/", book.save_view, name="logbook_save_view"),
    path("agenda/tampilan/<int:pk>/hapus/", book.drop_view, name="logbook_drop_view"),
    path("agenda/kolom/<slug:layout>/", book.columns, name="logbook_columns"),
    path("agenda/baris/baru/", rows.by_hand, name="logbook_by_hand"),
    path("agenda/baris/<int:pk>/", rows.row, name="logbook_row"),
    path("agenda/baris/<int:pk>/koreksi/", rows.correct, name="logbook_correct"),
    path("agenda/baris/<int:pk>/tutup/", rows.end, name="logbook_end"),
    path("agenda/baris/<int:pk>/sigap/", rows.sigap, name="logbook_sigap"),
    path("agenda/hari/<str:on>/", days.day, name="logbook_day"),
    path("agenda/bergerak/", days.mobile_days, name="mobile_days"),
    path("agenda/bergerak/<int:pk>/", days.mobile_day, name="mobile_day"),
    path("agenda/bergerak/<int:pk>/layani/", days.mobile_day_serve, name="mobile_day_serve"),
    path("agenda/bergerak/<int:pk>/tutup/", days.mobile_day_close, name="mobile_day_close"),
    path("agenda/informasi/", cards.desk, name="information_desk"),
    path("agenda/ekspor/", exports.listed, name="logbook_exports"),
    path("agenda/ekspor/<str:token>/", exports.progress, name="logbook_export"),
    path("agenda/ekspor/<str:token>/unduh/", exports.download, name="logbook_export_file"),
    path("agenda/impor/", imports.start, name="logbook_imports"),
    path("agenda/impor/<str:token>/", imports.preview, name="logbook_import"),
    path("survei/layanan/<str:code>/", surveys.from_message, name="survey_of_visit"),
    path("kartu/<slug:slug>/", cards.card, name="information_card"),
    path("kartu/<slug:slug>.pdf", cards.card_paper, name="information_card_paper"),
]
