"""The driver's mail server and gateway count what a person would see: a letter that comes twice, is there twice."""

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
import urllib3

from faults import sinks
from faults.sinks import Sinks
from tests.clusters import HOST


@pytest.fixture
def open_sinks() -> Iterator[Sinks]:
    opened = Sinks()
    opened.open()
    yield opened
    opened.close()


def mail(to: Sinks, reference: str) -> None:
    letter = EmailMessage()
    letter["X-Rujukan-Surat"], letter["To"], letter["From"] = reference, "budi@contoh.id", "kantor@contoh.id"
    letter.set_content("Isi surat")
    with smtplib.SMTP(HOST, to.mail_port, timeout=5) as server:
        server.send_message(letter)


def whatsapp(to: Sinks, reference: str) -> int:
    url = f"http://{HOST}:{to.gateway_port}/kirim"
    return urllib3.request("POST", url, json={"reference": reference}, timeout=5, retries=False).status


def test_a_mail_that_is_sent_twice_is_there_twice(open_sinks: Sinks) -> None:
    for reference in ("a", "b", "a"):
        mail(open_sinks, reference)
    assert open_sinks.taken == {"a": 2, "b": 1}


def test_the_gateway_knows_a_reference_again_also_when_it_was_mute(open_sinks: Sinks) -> None:
    open_sinks.mood = sinks.MUTE
    with pytest.raises(urllib3.exceptions.HTTPError):
        whatsapp(open_sinks, "a")
    open_sinks.mood = sinks.WELL
    assert [whatsapp(open_sinks, "a"), whatsapp(open_sinks, "b")] == [409, 200]
    assert open_sinks.taken == {"a": 1, "b": 1}


def test_busy_sinks_take_nothing_and_can_be_closed_and_opened_again(open_sinks: Sinks) -> None:
    open_sinks.mood = sinks.BUSY
    with pytest.raises(smtplib.SMTPConnectError):
        mail(open_sinks, "a")
    assert whatsapp(open_sinks, "a") == 503
    assert (dict(open_sinks.taken), open_sinks.refused) == ({}, 2)
    open_sinks.close()
    with pytest.raises(OSError):
        mail(open_sinks, "a")
    open_sinks.mood = sinks.WELL
    open_sinks.open()
    mail(open_sinks, "a")
    assert open_sinks.taken == {"a": 1}
