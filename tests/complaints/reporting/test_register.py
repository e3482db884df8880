"""The register's filters: each finds its own, none widens what a person may see."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint
from licensing.catalogue.services import standards
from licensing.catalogue.services.offices import load_office
from tests.complaints.cases import filed
from tests.people import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Town:
    return town()


def found(client: Client, **query: Any) -> set[str]:
    answer = client.get(reverse("complaint_register"), query)
    assert answer.status_code == 200
    return {complaint.number for complaint in answer.context["page"].rows}


def change(complaint: Complaint, **columns: Any) -> str:
    Complaint.objects.filter(pk=complaint.pk).update(**columns)
    return complaint.number


def test_a_search_finds_numbers_of_every_kind_and_services_by_their_name(client: Client, people: Town) -> None:
    load_office("pariaman")
    service = standards.published(timezone.localdate()).first()
    assert service is not None
    plain = change(filed())
    lapor = change(filed(), lapor_id="1916449", channel="lapor")
    ticket = change(filed(), oss_ticket="OSS-778")
    served = change(filed(), service=service.slug, service_name=service.name)
    client.force_login(people.aduan)
    assert found(client, q=plain.lower()) == {plain}
    assert found(client, q=plain[:9]) == {plain, lapor, ticket, served}
    assert found(client, q="#1916449") == {lapor}
    assert found(client, q="OSS-778") == {ticket}
    assert found(client, q=service.name[3:15].upper()) == {served}
    assert found(client, q="tidak ada") == set()


def test_agency_days_and_channel_narrow_the_list(client: Client, people: Town) -> None:
    today = timezone.localdate()
    old = change(filed(), created_at=timezone.now() - timedelta(days=40))
    agency = change(filed(), agency=people.naker)
    phone = change(filed(), channel="phone")
    client.force_login(people.aduan)
    assert found(client, dinas="naker") == {agency}
    assert found(client, saluran="phone") == {phone}
    assert found(client, dari=today.isoformat()) == {agency, phone}
    assert found(client, sampai=(today - timedelta(days=20)).isoformat()) == {old}
    assert found(client, dari="kemarin", tahap="z") == {old, agency, phone}


def test_no_filter_shows_what_lies_in_triage(client: Client, people: Town) -> None:
    hidden = change(filed(category="licensing", subject="official"), lapor_id="777", oss_ticket="OSS-1")
    client.force_login(people.aduan)
    for query in ({"q": hidden}, {"q": "777"}, {"q": "OSS-1"}, {"objek": "official"}, {}):
        assert hidden not in found(client, **query)
