"""The blank record of a visit: who prints it, what stands on it, what does not."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from licensing.actions import verify
from licensing.models import Application
from licensing.queries import checklist
from licensing.terms import Status
from supervision import actions
from tests.licensing.table import standing_at
from tests.people import Town, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(people: Town) -> Application:
    """Bu Sari holds it and has planned to go."""
    held = standing_at(Status.VERIFYING, people, number="PB-2026-000301")
    verify.plan_visit(held, actor=people.actor("sari"), on=date(2027, 1, 11), note="Bawa denah.")
    held.refresh_from_db()
    return held


def asked(people: Town, name: str, url: str) -> tuple[int, str]:
    client = Client()
    client.force_login(getattr(people, name))
    answer = client.get(url)
    return answer.status_code, answer.content.decode()


def test_the_reviewer_prints_it_from_the_file_before_going(people: Town, file: Application) -> None:
    url = reverse("desk_visit_sheet", args=[file.ref])
    assert f'href="{url}"' in asked(people, "sari", reverse("desk_result", args=[file.ref]))[1]
    assert f'href="{url}"' in asked(people, "sari", reverse("desk_review", args=[file.ref]))[1]
    status, page = asked(people, "sari", url)
    assert status == 200
    for word in (file.ref, file.holder.name, file.proyek.address, "Dijadwalkan Senin, 11 Januari 2027.", "Sari Dewi",
                 "Temuan di lokasi", "Pelaku usaha atau penanggung jawab"):  # fmt: skip
        assert word in page, word
    assert page.count('<div class="signatures">') == 1
    assert page.count('class="tick-box"') == 2 * (len(checklist(file)) + 2)
    assert all(line.text in page for line in checklist(file))


def test_no_number_of_a_person_leaves_the_office_on_it(people: Town, file: Application) -> None:
    holder = file.holder
    holder.nik, holder.phone = "1377015708900003", "+6281234567890"
    holder.save()
    _status, page = asked(people, "sari", reverse("desk_visit_sheet", args=[file.ref]))
    for number in ("1377015708900003", "6281234567890", "1377****"):
        assert number not in page


@pytest.mark.parametrize(("name", "status"), [("tono", 200), ("hendra", 404), ("budi", 403), ("kadis", 403)])
def test_it_opens_for_the_agency_that_has_the_file(name: str, status: int, people: Town, file: Application) -> None:
    assert asked(people, name, reverse("desk_visit_sheet", args=[file.ref]))[0] == status


def test_who_supervises_prints_the_bap_with_task_and_results(people: Town) -> None:
    task = actions.open_for(standing_at(Status.ISSUED_BY_EXPIRY, people, number="PB-2026-000302"))
    url = reverse("supervision_sheet", args=[task.pk])
    door = reverse("supervision_task", args=[task.pk])
    assert f'href="{url}"' in asked(people, "pengawas", door)[1]
    assert f'href="{url}"' not in asked(people, "auditor", door)[1]
    actions.take(task, actor=people.actor("pengawas"))
    status, page = asked(people, "pengawas", url)
    assert status == 200
    for word in ("PB-2026-000302", "Wawan Pengawas", "Terbit otomatis oleh OSS (57)", "Tidak sesuai, diusulkan sanksi"):
        assert word in page, word
    assert asked(people, "kadis", url)[0] == 200
    assert [asked(people, name, url)[0] for name in ("auditor", "sari", "wulan", "budi")] == [403] * 4
    assert asked(people, "pengawas", reverse("supervision_sheet", args=[999_999]))[0] == 404


def test_a_name_with_marks_in_it_stays_a_name(people: Town, file: Application) -> None:
    file.reviewer = person("aneh", "<b>Aneh</b>", people.sari.role, agency=people.naker)
    file.save()
    assert "<b>Aneh" not in asked(people, "sari", reverse("desk_visit_sheet", args=[file.ref]))[1]
