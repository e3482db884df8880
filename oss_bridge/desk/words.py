"""What happened to a message, and what to do about it, in words for an officer who has never seen a status code."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation.outbox.models import OutboxMessage
from foundation.outbox.outcomes import Class
from foundation.pulse.models import DueTask
from licensing.life.steps import Step

OPEN_REASONS = frozenset({Class.TRANSIENT, Class.UNKNOWN, Class.THROTTLED, Class.AUTH})


@dataclass(frozen=True, slots=True)
class Plain:
    """What happened; what to do."""

    happened: str
    advice: str = ""


def kind(name: str) -> str:
    """``step.approve`` as the button that caused it."""
    step = name.removeprefix("step.")
    return str(Step(step).label) if step in Step.values else name


def endpoint(name: str) -> str:
    """A way to OSS, named after what goes over it."""
    names = {
        "receiveLicenseStatus": _("Kirim status"),
        "receiveLicense": _("Minta penerbitan dan nomor"),
        "simulasi": _("Serah data ke OSS tiruan"),
        "checkLicenseStatus": _("Tanya status"),
    }
    return names.get(name, name or _("Semua kabar lain"))


def work(kind: str) -> str:
    """Work of the bridge, named after what it does."""
    names = {
        "oss.inbox": _("Proses kiriman OSS"),
        "oss.nib_awaited": _("Ambil NIB dari OSS"),
        "oss.poll": _("Tanya status"),
        "oss.look": _("Tanya status"),
        "oss.fetch_file": _("Ambil berkas bertanda tangan"),
        "oss.seek_file": _("Cari berkas bertanda tangan"),
        "oss.pull_nib": _("Ambil data NIB dari OSS"),
    }
    return names.get(kind, kind)


def why_stopped(task: DueTask) -> str:
    """Why it stopped, without the name of the mechanism."""
    return task.last_error.removeprefix("Never: ")


def why_broken(reason: str) -> str:
    """Why a way rests."""
    reasons = {
        Class.TRANSIENT: _("OSS tidak dapat dihubungi."),
        Class.UNKNOWN: _("OSS menerima, tetapi tidak menjawab."),
        Class.THROTTLED: _("OSS meminta kita menunggu."),
        Class.AUTH: _("OSS menolak kunci akses kantor (user_key). Admin perlu memeriksa kunci itu."),
    }
    return str(reasons.get(Class(reason), "")) if reason in OPEN_REASONS else ""


def dead(message: OutboxMessage) -> Plain:
    """Why this message needs a person, and what helps."""
    known: dict[str, tuple[str, str]] = {
        Class.PERMANENT: (
            _("OSS membaca kabar ini dan menolaknya."),
            _("Bereskan sebab yang ditulis OSS, lalu tekan “Coba lagi”. Bila OSS sudah benar, minta dilewati."),
        ),
        Class.POISON: (
            _("Lima kali pengirim berhenti mendadak saat membawa kabar ini."),
            _("Hubungi pengelola aplikasi sebelum mencoba lagi."),
        ),
    }
    silent = (
        _("Tujuh hari dicoba, OSS tidak memberi jawaban yang pasti."),
        _("Tekan “Tanya OSS” dahulu. Bila OSS belum mencatatnya, tekan “Coba lagi”."),
    )
    return Plain(*known.get(message.last_class, silent))


def waiting(message: OutboxMessage) -> Plain:
    """Why this message still waits."""
    known: dict[str, str] = {
        Class.TRANSIENT: _("OSS belum dapat dihubungi. Sistem mencoba lagi sendiri."),
        Class.UNKNOWN: _("Sudah dikirim, jawabannya tidak sampai. Sistem menunggu, lalu memeriksa di OSS."),
        Class.THROTTLED: _("OSS meminta kita menunggu. Sistem mencoba lagi sendiri."),
        Class.AUTH: _("OSS menolak kunci akses kantor (user_key). Admin perlu memeriksa kunci itu."),
    }
    return Plain(known.get(message.last_class, ""))
