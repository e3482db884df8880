"""The page of the receipt: its paper is made meanwhile, and number and link can be sent on."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from licensing.actions import publish
from licensing.models import Document
from licensing.terms import DocumentStatus, Status
from tests.factories.files import stored
from tests.licensing.table import standing_at
from tests.people import Town

pytestmark = pytest.mark.django_db


def receipt(people: Town, number: str) -> str:
    client = Client()
    client.force_login(people.budi)
    answer = client.get(f"/permohonan/{number}/tanda-terima/")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_while_its_paper_is_made_the_page_says_so_and_then_offers_it(people: Town) -> None:
    file = standing_at(Status.SUBMITTED, people)
    number = str(file.number)
    assert "PDF sedang dibuat" not in receipt(people, number), "none was asked for"
    publish.receipt(file)
    assert "PDF sedang dibuat. Muat ulang" in receipt(people, number)
    paper = Document.objects.get()
    Document.objects.update(status=DocumentStatus.VALID, file=stored(file.subject), sha256="0" * 64)
    page = receipt(people, number)
    assert f"/dokumen/{paper.code}.pdf" in page
    assert "PDF sedang dibuat" not in page


def test_number_and_link_go_to_whatsapp_and_nothing_else_of_the_file_does(people: Town) -> None:
    file = standing_at(Status.SUBMITTED, people)
    found = re.search(r'href="(https://wa\.me/[^"]+)"', receipt(people, str(file.number)))
    assert found
    text = parse_qs(urlsplit(found[1]).query)["text"][0]
    number, link = text.split(" ")
    assert number == file.number
    assert urlsplit(link).path == f"/lacak/{file.number}/"
    assert parse_qs(urlsplit(link).query) == {"kode": [file.tracking_code]}
