"""Paths of this room."""

from django.urls import path

from surveys.views import answer, desk, entry, kiosk, reports, results, suggestions

urlpatterns = [
    path("survei/", results.results, name="survey_results"),
    path("survei/papan/", results.wall, name="survey_wall"),
    path("survei/lembar-kosong/", results.paper, name="survey_blank"),
    path("survei/terima-kasih/", answer.thanks, name="survey_thanks"),
    path("survei/<str:token>/", answer.answer, name="survey_answer"),
    path("kios/survei/", kiosk.kiosk, name="survey_kiosk"),
    path("kios/survei/kirim/", kiosk.send, name="survey_kiosk_send"),
    path("kios/survei/sw.js", kiosk.worker, name="survey_kiosk_worker"),
    path("kelola/survei/", desk.desk, name="survey_desk"),
    path("kelola/survei/periode/baru/", desk.period_new, name="survey_period_new"),
    path("kelola/survei/periode/<int:pk>/", desk.period, name="survey_period"),
    path("kelola/survei/periode/<int:pk>/impor/", entry.recap, name="survey_recap"),
    path("kelola/survei/peringatan/<int:pk>/", desk.alarm, name="survey_alarm"),
    path("kelola/survei/kuesioner/", desk.questions, name="survey_questions"),
    path("kelola/survei/lembar/", entry.paper, name="survey_paper"),
    path("kelola/survei/kios/", desk.kiosk_list, name="survey_kiosks"),
    path("kelola/survei/kios/nyalakan/", kiosk.start, name="survey_kiosk_start"),
    path("kelola/survei/kios/<int:pk>/matikan/", desk.kiosk_stop, name="survey_kiosk_stop"),
    path("kelola/survei/saran/", suggestions.register, name="survey_suggestions"),
    path("kelola/survei/saran/unduh/", suggestions.export, name="survey_suggestions_export"),
    path("kelola/survei/saran/<int:pk>/", suggestions.detail, name="survey_suggestion"),
    path("laporan/skm/", reports.overview, name="survey_report_overview"),
    path("laporan/skm/rekap.xlsx", reports.recap, name="survey_recap_workbook"),
    path("laporan/skm/minta/", reports.ask, name="survey_report_ask"),
    path("laporan/skm/<int:pk>/", reports.report, name="survey_report"),
    path("laporan/skm/<int:pk>/unduh/", reports.report_file, name="survey_report_file"),
]
