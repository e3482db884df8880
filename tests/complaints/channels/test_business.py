"""A signed-in business actor: one of their own files chosen, an OSS ticket kept, no promise about OSS."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from complaints.models import Complainant, Complaint
from complaints.terms import Category, Channel, Lane
from licensing.models import Application
from licensing.terms import Status
from tests.factories import files
from tests.people import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Town:
    return town()


def application(people: Town, name: str, number: str) -> Application:
    user = getattr(people, name)
    return files.application_in(
        Status.VERIFYING,
        applicant=user,
        agency=people.naker,
        number=number,
        row=files.risk_row(),
        holder=files.business(user),
    )


def facts(**more: Any) -> dict[str, Any]:
    return {"submission": str(uuid.uuid4()), "category": "obstacle", "text": "OSS menolak NIK saya.", **more}


def test_category_five_with_a_file_and_an_oss_ticket(client: Client, people: Town) -> None:
    chosen = application(people, "budi", "PB-2026-000111")
    client.force_login(people.budi)
    page = client.get(reverse("complaint_business")).content.decode()
    assert "PB-2026-000111" in page
    assert "tidak menyediakan jalur pengaduan" in page
    sent = facts(application="PB-2026-000111", oss_ticket="OSS-778")
    assert client.post(reverse("complaint_business"), sent).status_code == 302
    client.post(reverse("complaint_business"), sent)
    complaint = Complaint.objects.get()
    assert (complaint.application_id, complaint.holder_id) == (chosen.pk, chosen.holder_id)
    assert (complaint.category, complaint.subject, complaint.channel) == (Category.OBSTACLE, "", Channel.ACCOUNT)
    assert (complaint.oss_ticket, complaint.lane) == ("OSS-778", Lane.OFFICE)
    assert Complainant.objects.get().user == people.budi
    assert complaint.code_in_groups in client.get(reverse("complaint_receipt")).content.decode()


def test_somebody_elses_file_cannot_be_named(client: Client, people: Town) -> None:
    application(people, "rina", "PB-2026-000222")
    client.force_login(people.budi)
    assert "PB-2026-000222" not in client.get(reverse("complaint_business")).content.decode()
    answer = client.post(reverse("complaint_business"), facts(application="PB-2026-000222"))
    assert answer.status_code == 422
    assert "OSS menolak NIK saya." in answer.content.decode()
    assert Complaint.objects.count() == 0


def test_a_flood_from_one_account_is_cut_off_with_a_sentence(client: Client, people: Town) -> None:
    client.force_login(people.budi)
    answers = [client.post(reverse("complaint_business"), facts()).status_code for _n in range(22)]
    assert answers.count(429) == 2


def test_visitors_and_staff_have_other_doors(client: Client, people: Town) -> None:
    assert client.get(reverse("complaint_business")).status_code == 302
    client.force_login(people.kadis)
    assert client.get(reverse("complaint_business")).status_code == 403
