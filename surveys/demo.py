"""The demo's surveys: two periods with some dozens of plausible answers, through the same doors as real ones.

Marked as demo wherever they are shown. Nothing here judges anybody: the answers are drawn from fixed weights.
"""

import random
import uuid
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actors import SYSTEM
from surveys.actions import periods, sheets, suggestions, tallies
from surveys.models import Period, Questionnaire, ServiceAsked
from surveys.queries.board import board
from surveys.terms import TRAITS, Channel, Unsur

ROOM = uuid.UUID("b1a4d7a2-51c0-4f6e-9b7e-3a2f0c9d8e10")
#: How often 3 and 4 are given to each unsur, in ten answers: waiting time, complaints and facilities come off worse.
LIKED = {"persyaratan": 8, "prosedur": 7, "waktu": 5, "biaya": 10, "produk": 8, "kompetensi": 8, "perilaku": 9,
         "pengaduan": 6, "sarana": 6}  # fmt: skip
WORDS = (
    ("Kursi di ruang tunggu kurang saat hari pasar.", "sarana", "Sepuluh kursi ditambah sejak Oktober."),
    ("Petugas ramah dan sabar menjelaskan.", "perilaku", ""),
    ("Lama menunggu dipanggil di siang hari.", "waktu", "Loket kedua dibuka pukul 12.00 sampai 13.00."),
    ("Daftar syarat di papan tidak sama dengan di situs.", "persyaratan", ""),
    ("Saya tidak tahu ke mana menyampaikan keluhan.", "pengaduan", "Alamat pengaduan kini ada di tiap tanda terima."),
)
PLANS = {
    "persyaratan": ("Daftar syarat di papan disamakan dengan situs.", "Kepala Bidang Pelayanan"),
    "prosedur": ("Alur layanan dicetak satu halaman dan ditempel di pintu masuk.", "Kepala Bidang Pelayanan"),
    "waktu": ("Loket kedua dibuka pada jam istirahat; waktu tunggu dicatat tiap hari.", "Kepala Bidang Pelayanan"),
    "pengaduan": ("Cara mengadu dicetak di tanda terima dan papan ruang tunggu.", "Pengelola pengaduan"),
    "sarana": ("Kursi tunggu ditambah dan pendingin ruangan diperbaiki.", "Sekretariat"),
}
MIX = ((Channel.KIOSK, "informasi", 22), (Channel.LINK, "perizinan-lain", 16), (Channel.PAPER, "layanan-umum", 12))


@transaction.atomic
def seed() -> list[str]:
    """Make what is missing; a period that exists is left alone. One line per period made."""
    questionnaire = Questionnaire.objects.order_by("version").first()
    if questionnaire is None or Period.objects.exists():
        return []
    today = timezone.localdate()
    first, second = date(today.year, 1, 1), date(today.year, 7, 1)
    halves = [(first, second - timedelta(days=1)), (second, date(today.year, 12, 31))]
    now = halves[1] if today >= second else halves[0]
    before = halves[0] if today >= second else (date(today.year - 1, 7, 1), date(today.year - 1, 12, 31))
    made = [half(questionnaire, *days, today) for days in (before, now)]
    finish(made[0])
    return [f"+ {period}" for period in made]


def half(questionnaire: Questionnaire, starts_on: date, ends_on: date, today: date) -> Period:
    """Half a year with its sheets and the number of users."""
    number = "I" if starts_on.month == 1 else "II"
    period = periods.open_period(
        name=f"Semester {number} {starts_on.year}", starts_on=starts_on, ends_on=ends_on, questionnaire=questionnaire,
        actor=SYSTEM, is_demo=True,
    )  # fmt: skip
    # the same answers in every demo; nothing secret is drawn
    dice = random.Random(starts_on.toordinal())  # noqa: S311
    last = min(ends_on, today)
    users = {}
    for channel, slug, count in MIX:
        service = ServiceAsked.objects.get(slug=slug)
        users[service] = count * 2
        for place in range(count):
            day = starts_on + (last - starts_on) * dice.random()
            given = answers(dice, service, WORDS[place][0] if channel == Channel.KIOSK and place < len(WORDS) else "")
            key = uuid.uuid5(ROOM, f"{starts_on}:{channel}:{place}")
            sheets.take(given, submission=key, channel=channel, day=day)
    periods.count_users(period, dict(users), actor=SYSTEM)
    tallies.count_all(period)
    return period


def answers(dice: random.Random, service: ServiceAsked, words: str) -> sheets.Given:
    """One respondent."""
    scores = {
        unsur: 4 if dice.random() < 0.45 else 3 if dice.random() * 10 < LIKED[unsur] else 2 for unsur in Unsur.values
    }
    scores[Unsur.COST] = 4
    traits = {name: dice.choice([*choices.values, ""]) for name, choices in TRAITS.items()}
    traits["sex"] = dice.choice(["L", "P"])
    return sheets.Given(
        service, scores, traits={name: value for name, value in traits.items() if value}, suggestion=words
    )


def finish(period: Period) -> None:
    """The older half: suggestions answered, plans written, figures published."""
    for row in period.suggestions.all():
        unsur, reply = next((unsur, reply) for text, unsur, reply in WORDS if text == row.text)
        suggestions.answer(row, unsur=unsur, text=reply, is_public=bool(reply), actor=SYSTEM)
    period.refresh_from_db()
    for line in board(period, is_public=False).weakest:
        text, who = PLANS.get(line.slug, ("", ""))
        due = period.ends_on + timedelta(days=90)
        periods.plan(period, line.slug, text=text, due_on=due, responsible=who, actor=SYSTEM)
    periods.publish(period, actor=SYSTEM)
