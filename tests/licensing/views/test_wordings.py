"""Texts worded anew: preview first, then a new version with day and source; the old one stays as it was."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from foundation.journal import book
from licensing.actions import wordings
from licensing.catalogue.models import ServiceStandard
from licensing.catalogue.services.offices import load_office
from licensing.models import RefusalGround, StatementText
from licensing.queries import grounds, statement_texts
from licensing.workflow import Refused
from tests.people import Town, town

pytestmark = pytest.mark.django_db
SOURCE = "SK Kepala Dinas nomor 12 tanggal 20 November 2026"


@pytest.fixture
def people() -> Town:
    load_office("pariaman")
    call_command("load_texts")
    return town()


def signed_in(people: Town, name: str = "admin") -> Client:
    client = Client()
    client.force_login(getattr(people, name))
    return client


def typed(kind: str, ident: str, **changes: str) -> dict[str, Any]:
    text = wordings.find(kind, ident)
    assert text is not None
    since = timezone.localdate() + timedelta(days=7)
    return {**text.words, "mark": text.mark, "since": since.isoformat(), "source": SOURCE, **changes}


def test_a_statement_gets_a_new_version_after_its_difference_was_seen(people: Town) -> None:
    old = StatementText.objects.get(key="truth")
    url, admin = "/kelola/naskah/pernyataan/truth/", signed_in(people)
    assert old.text[:40] in admin.get(url).content.decode()
    said = typed("pernyataan", "truth", text="Saya menyatakan data saya benar.")
    page = admin.post(url, said)
    assert (page.status_code, StatementText.objects.filter(key="truth").count()) == (200, 1), "only shown"
    assert "<ins>Saya menyatakan data saya benar.</ins>" in page.content.decode()
    assert admin.post(url, {**said, "berlakukan": "ya"}).status_code == 302
    today, later = timezone.localdate(), timezone.localdate() + timedelta(days=7)
    assert statement_texts(today)["truth"] == old, "what is agreed to today stays as it reads"
    assert statement_texts(later)["truth"].text == "Saya menyatakan data saya benar."
    entry = book.of("text:pernyataan:truth").get()
    assert (entry.note, entry.data["parts"]["text"][0]) == (SOURCE, old.text)
    again = admin.post(url, {**said, "text": "Lain lagi.", "berlakukan": "ya"})
    assert (again.status_code, "baru saja diubah" in again.content.decode()) == (409, True)
    call_command("load_texts")
    assert StatementText.objects.filter(key="truth").count() == 2, "loading again takes nothing back"


def test_a_ground_ends_the_evening_before_its_successor(people: Town) -> None:
    first = RefusalGround.objects.order_by("code")[0]
    url, since = f"/kelola/naskah/dasar-penolakan/{first.code}/", timezone.localdate() + timedelta(days=7)
    said = typed("dasar-penolakan", first.code, remedy="Perbaiki datanya, lalu ajukan lagi.")
    assert signed_in(people).post(url, {**said, "berlakukan": "ya"}).status_code == 302
    old, new = RefusalGround.objects.filter(code=first.code).order_by("effective_from")
    assert (old.remedy, old.effective_to, new.effective_from) == (first.remedy, since - timedelta(days=1), since)
    assert new.after_approval == old.after_approval
    for day, row in ((since - timedelta(days=1), old), (since, new)):
        assert [ground for ground in grounds(day) if ground.code == first.code] == [row]


def test_a_standard_is_copied_whole_with_the_changed_component(people: Town) -> None:
    old = ServiceStandard.objects.current().first()
    assert old is not None
    since = timezone.localdate() + timedelta(days=7)
    said = typed("standar", old.slug, decree="SK 12/2026", c12="Bila terlambat, kami meminta maaf tertulis.")
    url = f"/kelola/naskah/standar/{old.slug}/"
    assert signed_in(people).post(url, {**said, "berlakukan": "ya"}).status_code == 302
    new = ServiceStandard.objects.get(slug=old.slug, version=old.version + 1)
    old.refresh_from_db()
    assert (old.effective_to, new.effective_from, new.effective_to, new.source) == (since, since, None, SOURCE)
    assert (new.decree, new.components.get(number=12).text) == ("SK 12/2026", said["c12"])
    for name in ("steps", "coverage", "laws"):
        assert getattr(new, name).count() == getattr(old, name).count() > 0
    assert old.components.filter(number=12, text=said["c12"]).count() == 0
    load_office("pariaman")
    assert ServiceStandard.objects.get(slug=old.slug, effective_to=None) == new, "the office's own words stay"


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"source": ""}, 422), ({"since": "2020-01-01"}, 422), ({"text": ""}, 422), ({}, 409)],
    ids=["no source", "in the past", "empty", "nothing changed"],
)
def test_a_silent_or_empty_change_is_refused(changes: dict[str, str], status: int, people: Town) -> None:
    said = {**typed("pernyataan", "truth"), "berlakukan": "ya", **changes}
    assert signed_in(people).post("/kelola/naskah/pernyataan/truth/", said).status_code == status
    assert StatementText.objects.filter(key="truth").count() == 1


@pytest.mark.parametrize("name", ["kadis", "dedi", "sari", "auditor"])
def test_only_the_admin_words_anew(name: str, people: Town) -> None:
    assert signed_in(people, name).get("/kelola/naskah/").status_code == 403
    text = wordings.find("pernyataan", "truth")
    assert text is not None
    with pytest.raises(Refused, match="Hanya admin"):
        wordings.revise(
            "pernyataan",
            text,
            {**text.words, "text": "x"},
            actor=people.actor(name),
            mark=text.mark,
            source="s",
            since=date(2027, 1, 1),
        )


def test_the_list_shows_all_three_kinds(people: Town) -> None:
    page = signed_in(people).get("/kelola/naskah/").content.decode()
    for words in (
        "Pernyataan pemohon",
        "Dasar penolakan",
        "Standar layanan",
        StatementText.objects.get(key="k3l").title,
    ):
        assert words in page
    assert signed_in(people).get("/kelola/naskah/lain/truth/").status_code == 404
    assert signed_in(people).get("/kelola/naskah/pernyataan/tidak-ada/").status_code == 404
