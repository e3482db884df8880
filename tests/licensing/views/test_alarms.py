"""An alarm on a file: who may say that it is settled, with which words, and what the journal keeps of it."""

import pytest
from django.test import Client

from foundation.journal import book
from licensing.actions import alarms, nib
from licensing.models import Application
from licensing.terms import Status
from licensing.workflow import Refused
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db
SENTENCE = "OSS mencatat 57, di sini ditolak."


@pytest.fixture
def file(people: Town) -> Application:
    found = standing_at(Status.VERIFYING, people)
    nib.alarm(found, SENTENCE)
    found.refresh_from_db()
    return found


def signed_in(people: Town, name: str) -> Client:
    client = Client()
    client.force_login(getattr(people, name))
    return client


@pytest.mark.parametrize(("name", "status"), [("kadis", 302), ("admin", 302), ("dedi", 403), ("auditor", 403)])
def test_head_and_admin_settle_an_alarm(name: str, status: int, people: Town, file: Application) -> None:
    url = f"/berkas-permohonan/{file.number}/"
    desk = signed_in(people, name)
    page = desk.get(url).content.decode()
    assert SENTENCE in page
    assert (f"{url}masalah/" in page) is (status == 302)
    assert desk.post(f"{url}masalah/", {"note": "Sudah dicocokkan dengan OSS"}).status_code == status
    file.refresh_from_db()
    assert file.problem == ("" if status == 302 else SENTENCE)
    kept = book.of(file.subject).filter(kind="application.alarm_settled")
    assert [(entry.note, entry.data["alarm"]) for entry in kept] == (
        [("Sudah dicocokkan dengan OSS", SENTENCE)] if status == 302 else []
    )
    if status == 302:
        assert "Masalah ditandai selesai" in desk.get(url).content.decode()


def test_without_words_it_stays(people: Town, file: Application) -> None:
    answer = signed_in(people, "kadis").post(f"/berkas-permohonan/{file.number}/masalah/", {"note": " "})
    assert (answer.status_code, "Tulis apa yang sudah dilakukan." in answer.content.decode()) == (422, True)
    file.refresh_from_db()
    assert file.problem == SENTENCE


def test_another_alarm_than_the_one_that_was_read_is_not_settled(people: Town, file: Application) -> None:
    nib.alarm(Application.objects.get(pk=file.pk), "Yang lain")
    with pytest.raises(Refused, match="sudah berubah"):
        alarms.settle(file, actor=people.actor("kadis"), note="beres")
    assert Application.objects.get(pk=file.pk).problem == "Yang lain"
    again = signed_in(people, "kadis")
    assert again.post(f"/berkas-permohonan/{file.number}/masalah/", {"note": "beres"}).status_code == 302
    assert again.post(f"/berkas-permohonan/{file.number}/masalah/", {"note": "beres"}).status_code == 409


@pytest.mark.parametrize("name", ["dedi", "sari", "budi", "auditor"])
def test_the_act_itself_refuses_others(name: str, people: Town, file: Application) -> None:
    with pytest.raises(Refused, match="kepala dinas atau admin"):
        alarms.settle(file, actor=people.actor(name), note="beres")
