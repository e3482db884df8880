"""What somebody might try at the counter: a yes to other data, a code to the clerk's own phone, another's account."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from counter.assisted.actions import consents, people
from counter.assisted.models import Guest, Person
from counter.assisted.queries import search
from foundation.outbox.models import OutboxMessage
from licensing.actions import draft
from licensing.drafts.consent import digest, spoken
from licensing.models import Application
from licensing.workflow import Refused
from tests.counter.assisted.conftest import RATNA_NIK, RATNA_PHONE, Counter
from tests.counter.assisted.test_consent import code_of, filled, texts
from tests.counter.assisted.test_guests import seat
from tests.factories.files import business

pytestmark = pytest.mark.django_db


def test_a_code_is_a_yes_to_what_was_read_and_to_nothing_that_was_written_afterwards(desk: Counter) -> None:
    assistance, wulan = desk.start(desk.ratna())
    file = filled(desk, assistance, wulan)
    kept = consents.send_code(assistance, file, texts(), data=digest(file.answers), actor=wulan)
    draft.save(file, "kegiatan", {"products": "800 orang"}, actor=wulan, version=file.answers_version)
    page = desk.at().post(f"/loket/bantu/{file.ref}/pernyataan/kode/", {"kode": code_of(kept)})
    assert page.status_code == 409
    assert spoken(Application.objects.get(pk=file.pk).answers) is None


def test_no_code_goes_to_the_clerk_who_asks_for_it(desk: Counter) -> None:
    User.objects.filter(pk=desk.people.wulan.pk).update(email="wulan@kantor.contoh.id")
    mine = User.objects.get(pk=desk.people.wulan.pk)
    mine.phone = "+6281255550009"
    mine.save()
    ratna = desk.ratna()
    assistance, wulan = desk.start(ratna)
    file = filled(desk, assistance, wulan)
    for facts in ({"phone": mine.phone}, {"email": mine.email.upper()}):
        with pytest.raises(Refused, match="milik Anda sendiri"):
            people.mend(ratna, facts, actor=wulan)
        ratna.refresh_from_db()
    assert (ratna.phone, ratna.email) == (RATNA_PHONE, "")
    assistance.person.email = mine.email  # whoever brought it there
    with pytest.raises(Refused, match="milik Anda sendiri"):
        consents.send_code(assistance, file, texts(), data=digest(file.answers), actor=wulan)
    assert not OutboxMessage.objects.filter(kind="consent_code").exists()


def test_the_form_of_contact_data_does_not_show_what_it_may_not_change(desk: Counter) -> None:
    desk.people.budi.phone = "+6281266660001"
    desk.people.budi.save()
    budi = people.open_up(f"akun:{desk.people.budi.pk}", actor=desk.clerk())
    declared = people.register(
        {"name": "Ratna Dewi", "nik": RATNA_NIK, "phone": RATNA_PHONE}, ktp_seen=False, actor=desk.clerk()
    )
    assert budi is not None
    for someone in (budi, declared):
        page = desk.at().get(f"/loket/pemohon/{someone.pk}/ubah/")
        assert page.status_code == 409
        assert someone.phone not in page.content.decode()
    assert desk.at().get(f"/loket/pemohon/{desk.ratna().pk}/ubah/").status_code == 200


def test_a_business_of_oss_is_not_opened_under_an_account_that_only_typed_its_nik(desk: Counter) -> None:
    business(None, nik=RATNA_NIK, name="Warung Ratna")
    Person.objects.create(account=desk.people.budi, name="Ratna Dewi", nik=RATNA_NIK)
    Person.objects.create(name="Ratna Dewi", nik=RATNA_NIK, phone="+6281299990000")
    key = next(hit.key for hit in search.find("Warung Ratna")[1])
    ratna = people.open_up(key, actor=desk.clerk())
    assert ratna is not None
    assert ratna.account_id is None
    assert ratna.phone != "+6281299990000"
    assert people.open_up(key, actor=desk.clerk()) == ratna, "opened twice it is one entry"


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(desk: Counter) -> None:
    _device, client = seat(desk)
    client.post("/mandiri/mulai/")
    now = timezone.now()
    for minute in range(1, 6):
        with time_machine.travel(now + timedelta(minutes=minute)):
            client.get("/antrean/keadaan.json", headers={"Sec-Fetch-Mode": "cors"})
    with time_machine.travel(now + timedelta(minutes=5, seconds=5)):
        assert client.get("/kbli/", headers={"Sec-Fetch-Mode": "navigate"})["Location"] == "/mandiri/"
    assert Guest.objects.get().ended_how == "idle"
