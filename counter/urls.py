"""Paths of this room."""

from django.urls import path

from counter.views import console, machines, polling, setup, tickets

urlpatterns = [
    path("antrean/", tickets.now, name="queue_now"),
    path("antrean/ambil/", tickets.take, name="queue_take"),
    path("antrean/keadaan.json", polling.hall, name="queue_hall"),
    path("antrean/layar/", machines.board, name="queue_board"),
    path("antrean/layar.json", polling.board, name="queue_board_feed"),
    path("antrean/suara/", machines.voice, name="queue_voice"),
    path("a/<str:code>/", tickets.ticket, name="queue_ticket"),
    path("a/<str:code>/keadaan.json", polling.ticket, name="queue_ticket_state"),
    path("a/<str:code>/tindakan/", tickets.act, name="queue_ticket_act"),
    path("a/<str:code>/karcis/", tickets.paper, name="queue_slip"),
    path("a/<str:code>/karcis.pdf", tickets.paper_pdf, name="queue_slip_pdf"),
    path("perangkat/", machines.pair, name="device_pair"),
    path("kios/", machines.kiosk, name="kiosk"),
    path("kios/ambil/", machines.kiosk_draw, name="kiosk_draw"),
    path("kios/karcis/<str:code>/", machines.kiosk_ticket, name="kiosk_ticket"),
    path("loket/", console.home, name="console"),
    path("loket/mulai/", console.begin, name="console_begin"),
    path("loket/akhiri/", console.end, name="console_end"),
    path("loket/antrean/<slug:step>/", console.act, name="console_act"),
    path("loket/kembali/<int:pk>/", console.come_back, name="console_come_back"),
    path("loket/catatan/<int:pk>/", console.note_read, name="console_note_read"),
    path("loket/nomor/", console.draw_for_person, name="desk_draw"),
    path("loket/nomor/<str:code>/", console.desk_ticket, name="desk_ticket"),
    path("kelola/antrean/", setup.overview, name="queue_setup"),
    path("kelola/antrean/layanan/", setup.line, name="queue_line_new"),
    path("kelola/antrean/layanan/<int:pk>/", setup.line, name="queue_line"),
    path("kelola/antrean/loket/", setup.window, name="queue_window_new"),
    path("kelola/antrean/loket/<int:pk>/", setup.window, name="queue_window"),
    path("kelola/antrean/aturan/", setup.rules, name="queue_rules"),
    path("kelola/antrean/hari/", setup.special_day, name="queue_special_day_new"),
    path("kelola/antrean/hari/<int:pk>/", setup.special_day, name="queue_special_day"),
    path("kelola/antrean/hari/<int:pk>/hapus/", setup.special_day_drop, name="queue_special_day_drop"),
    path("kelola/perangkat/", setup.machines, name="machines"),
    path("kelola/perangkat/<int:pk>/", setup.machine, name="machine"),
    path("kelola/perangkat/<int:pk>/cabut/", setup.revoke, name="machine_revoke"),
]
