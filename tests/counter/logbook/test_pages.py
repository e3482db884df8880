"""The pages of the book: who sees which rows, what a filter finds, what stays in the address."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.forms import Form
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from counter.logbook import book, corrections
from counter.logbook.columns import OFFICE_TIME
from counter.logbook.models import DayClose, MobileDay, SavedView, SigapNumber, Visit
from counter.logbook.terms import Act, Channel, Kind, Origin, Result
from foundation.journal.models import Entry
from licensing.catalogue.services.offices import load_office
from tests.people import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Town:
    load_office("pariaman")
    cache.clear()
    return town()


def at_work(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def row(people: Town, who: str = "wulan", *, days: int = 0, minutes: int = 10, **changes: Any) -> Visit:
    start = timezone.now() - timedelta(days=days, hours=1)
    facts: dict[str, Any] = {"channel": Channel.ASSISTED, "service": "NIB perorangan", "person_name": "Siti Aminah"}
    facts |= {"started_at": start, "ended_at": start + timedelta(minutes=minutes), "kind": Kind.LICENCE}
    return book.by_hand(who=people.actor(who), **{**facts, **changes})


def shown(client: Client, **query: Any) -> list[str]:
    answer = client.get(reverse("logbook"), query)
    assert answer.status_code == 200
    return [line.number for line in answer.context["page"].rows]


def test_clerks_see_their_own_rows_head_admin_and_auditor_all(people: Town) -> None:
    mine, other = row(people), row(people, "dedi")
    assert shown(at_work(people.wulan)) == [mine.number]
    for name in ("kadis", "admin", "auditor"):
        assert set(shown(at_work(getattr(people, name)))) == {mine.number, other.number}
    foreign = at_work(people.wulan).get(reverse("logbook_row", args=[other.pk]))
    assert foreign.status_code == 404


def test_an_agency_sees_rows_of_its_files_only(people: Town) -> None:
    theirs, _none = row(people), row(people)
    Visit.objects.bulk_create([copy_of(theirs, agency_id=people.naker.pk)])
    assert shown(at_work(people.sari)) == ["X-1"]
    assert shown(at_work(people.hendra)) == []


def copy_of(visit: Visit, **changes: Any) -> Visit:
    copy = Visit.objects.get(pk=visit.pk)
    copy.pk, copy.number = None, "X-1"
    for name, value in changes.items():
        setattr(copy, name, value)
    return copy


def test_the_auditor_reads_and_writes_nothing(people: Town) -> None:
    visit, client = row(people), at_work(people.auditor)
    assert client.get(reverse("logbook_row", args=[visit.pk])).status_code == 200
    assert client.get(reverse("logbook_by_hand")).status_code == 403
    assert client.post(reverse("logbook_correct", args=[visit.pk])).status_code == 403


@pytest.mark.parametrize(
    ("query", "hits"),
    [({"saluran": "telepon"}, 1), ({"hasil": "batal"}, 1), ({"layanan": "Izin toko"}, 1), ({"kbli": "85571"}, 0),
     ({"nama": "siti"}, 2), ({"nama": "AMINAH siti"}, 2), ({"nama": "sit"}, 0), ({"cari": "pasar"}, 1),
     ({"cari": "budi"}, 1), ({"nama": "budi", "saluran": "telepon"}, 1), ({"nama": "budi siti"}, 0)],
    ids=str,
)  # fmt: skip
def test_filters_and_words_find_exactly_their_rows(people: Town, query: dict[str, str], hits: int) -> None:
    row(people)
    row(people, result=Result.ABANDONED, service="Izin toko", note="Toko di pasar lama")
    row(people, channel=Channel.PHONE, person_name="Budi Santoso")
    assert len(shown(at_work(people.kadis), **query)) == hits


def test_a_date_range_is_whole_office_days(people: Town) -> None:
    today = timezone.localdate()
    old, new = row(people, days=3), row(people)
    head = at_work(people.kadis)
    day = (timezone.localtime(new.started_at)).date()
    assert shown(head, dari=day.isoformat(), sampai=day.isoformat()) == [new.number]
    assert shown(head, sampai=(today - timedelta(days=2)).isoformat()) == [old.number]
    bad = head.get(reverse("logbook"), {"dari": "2026-11-05", "sampai": "2026-11-01"})
    assert bad.status_code == 422
    assert "Tukar keduanya" in bad.content.decode()


def test_totals_follow_the_filter_and_corrections(people: Town) -> None:
    row(people, minutes=10)
    wrong = row(people, minutes=30, handed_over=["NIB"])
    corrections.correct(wrong, who=people.actor("wulan"), reason="x", channel=Channel.PHONE)
    head = at_work(people.kadis)
    for query, visits, mean in (({}, 2, 20), ({"saluran": "telepon"}, 1, 30),
                                ({"saluran": "berbantuan"}, 1, 10),
                                ({"saluran": "telepon", "loket": "x"}, 0, None),
                                ({"nama": "siti"}, 2, 20)):  # fmt: skip
        figures = head.get(reverse("logbook"), query).context["figures"]
        assert (figures.visits, figures.minutes) == (visits, mean), query
    whole = head.get(reverse("logbook_totals")).context
    assert (whole["figures"].visits, whole["figures"].documents) == (2, 1)
    assert ("Telepon", 1, 30) in dict(whole["parts"])["Saluran"]


def test_a_corrected_row_is_shown_by_its_correction_and_both_on_request(people: Town) -> None:
    old = row(people)
    new = corrections.correct(old, who=people.actor("wulan"), reason="Salah layanan", service="Izin toko")
    head = at_work(people.kadis)
    assert shown(head) == [new.number]
    assert set(shown(head, semua_versi="on")) == {old.number, new.number}
    page = head.get(reverse("logbook_row", args=[old.pk])).content.decode()
    assert "sudah dikoreksi" in page
    assert "<del>NIB perorangan</del> → <ins>Izin toko</ins>" in page
    assert "Salah layanan" in page


def test_names_are_masked_until_somebody_opens_one_and_that_is_journalled(people: Town) -> None:
    visit, head = row(people), at_work(people.kadis)
    assert "Aminah" not in head.get(reverse("logbook"), {"kolom": ["number", "person_name"]}).content.decode()
    address = reverse("logbook_row", args=[visit.pk])
    assert "Aminah" not in head.get(address).content.decode()
    assert "Siti Aminah" in head.post(address).content.decode()
    assert Entry.objects.filter(kind="visit.name_opened", subject=visit.subject).count() == 1


def test_a_row_by_hand_is_late_and_says_both_times(people: Town) -> None:
    client, now = at_work(people.wulan), timezone.localtime()
    form = client.get(reverse("logbook_by_hand")).context["form"]
    data = {"submission": form["submission"].value(), "channel": "telepon", "service": "NIB", "kind": "informasi",
            "day": (now - timedelta(days=1)).date().isoformat(), "start": "09:00", "end": "09:12", "result": "selesai",
            "acts": ["informed"], "documents": "Kartu\nBrosur", "person_name": "Siti"}  # fmt: skip
    first, again = (client.post(reverse("logbook_by_hand"), data) for _ in range(2))
    visit = Visit.objects.get()
    assert first.status_code == again.status_code == 302
    assert (visit.origin, visit.seconds, visit.document_count) == (Origin.HAND, 720, 2)
    page = client.get(reverse("logbook_row", args=[visit.pk])).content.decode()
    assert "Dicatat kemudian" in page
    assert "09.12 WIB" in page
    future = client.post(reverse("logbook_by_hand"), {**data, "day": (now + timedelta(days=1)).date().isoformat()})
    assert future.status_code == 422
    assert "belum tiba" in future.content.decode()


@pytest.mark.parametrize(
    ("end", "seconds", "why"),
    [("00:05", 900, ""), ("00:30", None, "belum tiba"), ("23:40", None, "lebih awal"), ("12:00", None, "lebih awal")],
)
def test_help_over_midnight_is_one_row(
    people: Town, time_machine: Any, end: str, seconds: int | None, why: str
) -> None:
    time_machine.move_to("2027-01-01T00:10:00+07:00")
    client = at_work(people.wulan)
    sent = {"channel": "whatsapp", "service": "NIB", "kind": "informasi", "result": "selesai"}
    hours = {"day": "2026-12-31", "start": "23:50", "end": end}
    assert why in client.post(reverse("logbook_by_hand"), sent | hours).content.decode()
    assert list(Visit.objects.values_list("seconds", flat=True)) == ([seconds] if seconds else [])


def as_sent(form: Form, **changes: str) -> dict[str, Any]:
    """What the browser sends of a form of the book that was opened and changed."""
    data = {name: form[name].value() or "" for name in form.fields if name != "survey_offered"}
    data |= {name: data[name].isoformat() for name in ("day", "end_day")}
    data |= {name: f"{data[name]:%H:%M}" for name in ("start", "end")}
    return data | changes


def test_a_correction_by_the_page(people: Town) -> None:
    visit, client = row(people), at_work(people.wulan)
    address = reverse("logbook_correct", args=[visit.pk])
    data = as_sent(client.get(address).context["form"])
    assert client.post(address, {**data, "service": "Izin toko"}).status_code == 422  # no reason
    answer = client.post(address, {**data, "service": "Izin toko", "reason": "Salah pilih"})
    newer = Visit.objects.get(corrects=visit)
    assert answer.url == reverse("logbook_row", args=[newer.pk])
    assert (newer.service, newer.started_at, newer.seconds) == ("Izin toko", visit.started_at, visit.seconds)
    assert client.post(address, {**data, "service": "Lain", "reason": "Lagi"}).status_code == 409


def test_a_row_that_ended_on_a_later_day_can_be_corrected(people: Town) -> None:
    start = datetime(2026, 11, 19, 15, 50, tzinfo=OFFICE_TIME)  # left running, closed the next morning
    visit = row(people, started_at=start, ended_at=datetime(2026, 11, 20, 8, 5, tzinfo=OFFICE_TIME))
    client, address = at_work(people.wulan), reverse("logbook_correct", args=[visit.pk])
    data = as_sent(client.get(address).context["form"], reason="Loket tidak ditutup", service="Izin toko")
    assert (data["day"], data["end_day"]) == ("2026-11-19", "2026-11-20")
    assert "lebih awal" in client.post(address, data | {"end_day": "2026-11-18"}).content.decode()
    assert [*client.post(address, data | {"end_day": "0001-01-01"}).context["form"].errors] == ["end_day"]
    assert client.post(address, data).status_code == 302
    newer = Visit.objects.get(corrects=visit)
    assert (newer.started_at, newer.ended_at, newer.service) == (visit.started_at, visit.ended_at, "Izin toko")
    again = reverse("logbook_correct", args=[newer.pk])
    client.post(again, as_sent(client.get(again).context["form"], reason="Jamnya", end_day=data["day"], end="16:05"))
    assert Visit.objects.get(corrects=newer).seconds == 15 * 60


def test_a_row_left_running_is_closed_from_its_page(people: Town) -> None:
    visit = book.open_visit(who=people.actor("wulan"), channel=Channel.ASSISTED, service="NIB")
    client = at_work(people.wulan)
    assert "masih berjalan" in client.get(reverse("logbook")).content.decode()
    client.post(reverse("logbook_end", args=[visit.pk]), {"result": "berlanjut", "note": ""})
    visit.refresh_from_db()
    assert (visit.result, visit.number != "") == (Result.CONTINUES, True)


def test_the_sigap_number_and_what_waits_for_one(people: Town) -> None:
    numbered, bare = row(people), row(people)
    client = at_work(people.wulan)
    client.post(reverse("logbook_sigap", args=[numbered.pk]), {"sigap": "SGP-0017"})
    assert SigapNumber.objects.get().number == "SGP-0017"
    assert "SGP-0017" in client.get(reverse("logbook"), {"tampilan": "sigap"}).content.decode()
    assert shown(client, tanpa_sigap="on") == [bare.number]


def test_views_are_saved_with_filter_and_columns_for_oneself(people: Town) -> None:
    client = at_work(people.kadis)
    query = "saluran=telepon&kolom=number&kolom=nib&sesudah=xyz&asing=1"
    answer = client.post(reverse("logbook_save_view"), {"nama_tampilan": "Telepon", "query": query})
    assert answer.url.endswith("?saluran=telepon&kolom=number&kolom=nib")
    page = client.get(answer.url)
    assert [one.column.key for one in page.context["asked"].columns] == ["number", "nib"]
    assert "Telepon" in page.content.decode()
    view = SavedView.objects.get()
    assert at_work(people.admin).post(reverse("logbook_drop_view", args=[view.pk])).status_code == 404
    client.post(reverse("logbook_drop_view", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_an_admin_arranges_columns_and_headings_for_everybody(people: Town) -> None:
    client, address = at_work(people.admin), reverse("logbook_columns", args=["sigap"])
    none = {f"place_{key}": "0" for key in ("number", "sigap")}
    assert client.post(address, none).status_code == 422
    client.post(address, {"place_nib": "1", "heading_nib": "Nomor Induk", "place_number": "2", "heading_number": ""})
    headings = [
        one.heading
        for one in at_work(people.wulan).get(reverse("logbook"), {"tampilan": "sigap"}).context["asked"].columns
    ]
    assert headings == ["Nomor Induk", "Nomor agenda"]
    assert at_work(people.wulan).get(address).status_code == 403


def test_the_day_is_signed_and_later_rows_stay_visible(people: Town) -> None:
    visit = row(people)
    day = timezone.localtime(visit.started_at).date().isoformat()
    client, address = at_work(people.wulan), reverse("logbook_day", args=[day])
    running = book.open_visit(
        who=people.actor("wulan"), channel=Channel.ASSISTED, service="x", started_at=visit.started_at
    )
    assert client.post(address, {"sure": "on"}).status_code == 409
    book.close_visit(running, who=people.actor("wulan"), result=Result.DONE)
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"sure": "on"}).status_code == 302
    assert client.post(address, {"sure": "on"}).status_code == 409
    first = DayClose.objects.get()
    assert (first.row_count, first.signed_by_name, len(first.digest)) == (2, "Wulan Sari", 64)
    corrections.correct(visit, who=people.actor("wulan"), reason="Lupa", service="Lain")
    page = client.get(address).content.decode()
    assert "Sesudah penutupan" in page
    assert client.post(address, {"sure": "on"}).status_code == 302
    assert list(DayClose.objects.order_by("round").values_list("round", "row_count")) == [(1, 2), (2, 2)]


def test_a_mobile_service_day_from_the_phone(people: Town) -> None:
    client = at_work(people.wulan)
    yesterday = timezone.localdate() - timedelta(days=1)
    opened = client.post(
        reverse("mobile_days"), {"place": "Nagari Naras", "day": yesterday.isoformat(), "team": "Wulan"}
    )
    day = MobileDay.objects.get()
    assert opened.url == reverse("mobile_day", args=[day.pk])
    form = client.get(opened.url).context["form"]
    data = {"submission": form["submission"].value(), "person_name": "Nurlaila", "service": "NIB perorangan",
            "kind": "perizinan", "start": "09:00", "end": "09:20", "result": "selesai", "acts": ["filled", "printed"],
            "documents": "NIB"}  # fmt: skip
    client.post(opened.url, data)
    client.post(opened.url, data)
    visit = Visit.objects.get()
    assert (visit.channel, visit.place, visit.mobile_day) == (Channel.MOBILE, "Nagari Naras", day)
    assert visit.acts_text == "Mengisi data; Mencetak dokumen"
    assert shown(client, hari=day.pk) == [visit.number]
    assert client.post(reverse("mobile_day_close", args=[day.pk])).status_code == 302


def test_a_question_is_one_quick_row_with_its_card(people: Town) -> None:
    client, address = at_work(people.ijah), reverse("information_desk")
    page = client.get(address)
    slug = next(value for value, _label in page.context["form"].fields["service"].choices if value)
    for how, door in (("qr", "information_card"), ("kertas", "information_card_paper")):
        form = client.get(address).context["form"]
        answer = client.post(address, {"submission": form["submission"].value(), "service": slug, "how": how})
        assert answer.url == reverse(door, args=[slug])
        assert client.get(answer.url).status_code == 200
    assert client.post(address, {"service": slug, "how": "whatsapp"}).status_code == 422
    sent = client.post(address, {"service": slug, "how": "whatsapp", "phone": "0812 0000 0001"})
    assert "https://wa.me/6281200000001?text=Halo" in sent.content.decode()
    rows = list(Visit.objects.order_by("id").values_list("channel", "kind", "acts_text"))
    assert rows == [("informasi", "informasi", "Memberi informasi; Memberi kartu informasi")] * 2 + [
        ("whatsapp", "informasi", "Memberi informasi; Memberi kartu informasi")
    ]
    assert client.get(reverse("information_card", args=["tidak-ada"])).status_code == 404
    assert Act.CARD in set(Visit.objects.last().acts.values_list("kind", flat=True))  # type: ignore[union-attr]
