"""What could tell who complained: numbers in the dialogue, names in the file names of a mail."""

import pytest
from django.test import Client
from django.urls import reverse

from complaints.actions import dialogue
from complaints.channels.mail import fetching
from complaints.models import MessageFile
from complaints.terms import Route
from tests.complaints.cases import at_stage, filed
from tests.complaints.channels.test_mail import mail
from tests.foundation.files import pdfs
from tests.people import town

pytestmark = pytest.mark.django_db
NIK, PHONE = "1377015505850002", "081377770001"


def test_who_only_studies_a_complaint_reads_no_number_of_a_person_in_its_dialogue() -> None:
    people = town()
    held = at_stage("d", people, filed(is_secret=False), route=Route.OFFICER, handler=people.wulan)
    dialogue.say(held, f"NIK saya {NIK}, HP {PHONE}.", actor=people.actor("budi"), as_sender=True)
    door = reverse("complaint_detail", args=[held.number])
    for reader, is_open in ((people.wulan, False), (people.aduan, True)):
        client = Client()
        client.force_login(reader)
        page = client.get(door).content.decode()
        assert "NIK saya" in page
        assert (NIK in page, PHONE in page) == (is_open, is_open), reader.name


def test_a_file_of_a_mail_does_not_carry_the_name_that_its_sender_gave_it() -> None:
    message = mail()
    message.add_attachment(pdfs.good(), maintype="application", subtype="pdf", filename="KTP Ratna Dewi.pdf")
    fetching.take(message.as_bytes())
    assert [row.file.original_name for row in MessageFile.objects.select_related("file")] == ["lampiran-1.pdf"]
