"""Low risk: OSS issues by itself, so nobody is named as who decides, not even where the law's line is unread."""

import pytest
from django.test import Client

from accounts.models import User
from licensing.actions import register
from licensing.life.guards import not_ours
from licensing.models import Application
from licensing.terms import Authority, Risk, Scale
from tests.factories.drafts import answers, draft_of, offered
from tests.people import Town

pytestmark = pytest.mark.django_db
WORDS = "Terbit otomatis melalui OSS, tanpa verifikasi"


def words(user: User, url: str) -> str:
    client = Client()
    client.force_login(user)
    return " ".join(client.get(url).content.decode().split())


@pytest.fixture
def draft(people: Town) -> Application:
    """A shop whose authority nobody has read from the data."""
    shop = offered("47112", "Warung", Risk.LOW, scales=(Scale.MICRO, Scale.SMALL), decided_by=Authority.UNKNOWN)
    return draft_of(people.actor("budi"), answers(shop))


def test_before_the_nib_the_applicant_reads_that_it_comes_by_itself(people: Town, draft: Application) -> None:
    page = words(people.budi, f"/permohonan/{draft.ref}/ajukan-nib/")
    assert WORDS in page
    assert "tidak memutuskan" not in page
    assert "Belum dipastikan" not in page


def test_the_file_names_no_unknown_judge_to_anybody(people: Town, draft: Application) -> None:
    file = register.register(draft, actor=people.actor("budi"))
    page = words(people.budi, f"/permohonan/{file.ref}/")
    assert WORDS in page
    assert "Belum dipastikan" not in page
    desk = words(people.dedi, f"/berkas-permohonan/{file.ref}/")
    assert WORDS in desk
    assert "Diputus instansi lain" not in desk
    assert "Belum dipastikan" not in desk
    followed = words(people.budi, f"/lacak/?nomor={file.number}&kode={file.tracking_code}")
    assert file.number in followed
    assert "Yang memutuskan" not in followed


def test_where_a_verdict_is_needed_the_one_who_decides_is_named_or_said_to_be_unknown(
    people: Town, draft: Application
) -> None:
    file = Application(risk=Risk.MEDIUM_HIGH, authority=Authority.MINISTER)
    assert file.decides == "Menteri/Kepala Badan"
    assert "Menteri/Kepala Badan" in not_ours(file, people.actor("kadis"))
    file.authority = Authority.UNKNOWN
    assert not_ours(file, people.actor("kadis")).startswith("Kewenangan belum dipastikan.")
    file = register.register(draft, actor=people.actor("budi"))
    Application.objects.filter(pk=file.pk).update(risk=Risk.MEDIUM_HIGH)
    desk = words(people.dedi, f"/berkas-permohonan/{file.ref}/")
    assert "Kewenangan belum dipastikan" in desk
    assert "Kewenangan ada pada" not in desk
