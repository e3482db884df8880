"""The words of the queue. Labels stand on screens, tickets, the board and in the glossary."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TicketState(models.TextChoices):
    """What became of a number. ``waiting`` is the only one that can be called."""

    WAITING = "waiting", _("Menunggu")
    CALLED = "called", _("Dipanggil")
    SERVING = "serving", _("Dilayani")
    DONE = "done", _("Selesai dilayani")
    SKIPPED = "skipped", _("Tidak hadir")
    CANCELLED = "cancelled", _("Dibatalkan pengunjung")
    CLOSED = "closed", _("Ditutup akhir hari")

    @property
    def tone(self) -> str:
        """Colour role of its badge."""
        return TONES[self]


TONES = {
    TicketState.WAITING: "neutral",
    TicketState.CALLED: "action",
    TicketState.SERVING: "busy",
    TicketState.DONE: "good",
    TicketState.SKIPPED: "bad",
    TicketState.CANCELLED: "neutral",
    TicketState.CLOSED: "neutral",
}
IN_HAND = (TicketState.CALLED, TicketState.SERVING)


class Priority(models.TextChoices):
    """Who goes before others, and why (UU 25/2009 art. 29: special treatment)."""

    NONE = "", _("Antrean biasa")
    ELDERLY = "elderly", _("Lansia")
    PREGNANT = "pregnant", _("Ibu hamil")
    DISABLED = "disabled", _("Penyandang disabilitas")
    CHILD = "child", _("Membawa anak kecil")


class Source(models.TextChoices):
    """Where a number was drawn."""

    KIOSK = "kiosk", _("Mesin antrean")
    DESK = "desk", _("Petugas")
    PHONE = "phone", _("HP pengunjung")


class DeviceKind(models.TextChoices):
    """What a machine of the office is for."""

    KIOSK = "kiosk", _("Mesin antrean")
    BOARD = "board", _("Layar antrean")
    SELF_SERVICE = "self_service", _("Komputer layanan mandiri")


class Printer(models.TextChoices):
    """What a kiosk prints on."""

    NONE = "none", _("Tanpa pencetak (kode QR di layar)")
    WIDE = "80", _("Kertas 80 mm")
    NARROW = "58", _("Kertas 58 mm")


class Leftover(models.TextChoices):
    """What happens at the day's end to people who still wait."""

    CLOSE = "close", _("Tutup nomornya; mereka mengambil nomor baru")
    CARRY = "carry", _("Bawa ke hari kerja berikutnya, paling depan")
