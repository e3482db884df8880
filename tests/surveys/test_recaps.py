"""A recap sheet that the office kept elsewhere: all of it, once, or nothing and why."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from surveys.actions import recaps, tallies
from surveys.models import ImportBatch, Period, ServiceAsked, Sheet, Suggestion
from surveys.queries.figures import figures
from surveys.refusals import BadRecap, Refused
from surveys.rules import recap
from tests.people import Town
from tests.surveys.test_index import FOUR_PEOPLE

pytestmark = pytest.mark.django_db
HEAD = "No;U1;U2;U3;U4;U5;U6;U7;U8;U9;L/P;Usia;Saran"


def sheet(rows: list[list[int | str]], head: str = HEAD, tail: str = "Jumlah;12;12;11\nNRR;3,0;3,0") -> bytes:
    lines = [";".join(map(str, [number, *row])) for number, row in enumerate(rows, start=1)]
    return "\n".join(["REKAP SKM;;;", "", head, *lines, tail]).encode("utf-8-sig")


def take(period: Period, service: ServiceAsked, people: Town, data: bytes, **more: bool) -> ImportBatch:
    facts = {"facilities_first": False, **more}
    return recaps.take(
        data,
        name="rekap.csv",
        period=period,
        service=service,
        day=period.starts_on,
        actor=people.actor("aduan"),
        **facts,
    )


def test_a_recap_gives_the_same_index_as_the_sheet_it_came_from(
    period: Period, service: ServiceAsked, people: Town
) -> None:
    rows: list[list[int | str]] = [[*row, "P", 34, "Ruang tunggu panas"] for row in FOUR_PEOPLE]
    assert take(period, service, people, sheet(rows)).rows == 4
    tallies.count_all(period)
    period.refresh_from_db()
    total = figures([period]).total
    assert total is not None
    assert str(total.ikm) == "81.25"
    assert set(Sheet.objects.values_list("sex", "age", "channel")) == {("P", "30-39", "import")}
    assert Suggestion.objects.filter(unsur="sarana").count() == 4


def test_the_same_file_is_taken_once(period: Period, service: ServiceAsked, people: Town) -> None:
    data = sheet([[*row, "L", 20, ""] for row in FOUR_PEOPLE])
    take(period, service, people, data)
    with pytest.raises(Refused, match="sudah pernah"):
        take(period, service, people, data)
    assert Sheet.objects.count() == 4


def test_u8_and_u9_follow_the_order_of_the_form(period: Period, service: ServiceAsked, people: Town) -> None:
    take(period, service, people, sheet([[3, 3, 3, 4, 3, 3, 3, 1, 2, "L", 20, ""]]), facilities_first=True)
    found = Sheet.objects.get()
    assert (found.sarana, found.pengaduan) == (1, 2)


def test_a_missing_column_is_named_and_nothing_is_written(period: Period, service: ServiceAsked, people: Town) -> None:
    head = HEAD.replace("U7;", "")
    with pytest.raises(BadRecap, match="U7") as refused:
        take(period, service, people, sheet([[*FOUR_PEOPLE[0][:8], "L", 20, ""]], head=head))
    assert refused.value.faults == ["Kolom U7 tidak ada."]
    assert not Sheet.objects.exists()


def test_a_five_and_an_empty_cell_are_told_row_by_row_and_nothing_is_half_written(
    period: Period, service: ServiceAsked, people: Town
) -> None:
    rows: list[list[int | str]] = [[*row, "L", 20, ""] for row in FOUR_PEOPLE]
    rows[1][2], rows[3][8] = 5, ""
    with pytest.raises(BadRecap) as refused:
        take(period, service, people, sheet(rows))
    assert refused.value.faults == [
        "Baris 5, kolom U3: “5”. Yang boleh hanya 1, 2, 3, atau 4.",
        "Baris 7, kolom U9: kosong. Isi angka 1 sampai 4.",
    ]
    assert not Sheet.objects.exists()
    assert not ImportBatch.objects.exists()


def test_a_date_outside_the_period_is_a_fault(period: Period, service: ServiceAsked, people: Town) -> None:
    data = sheet([["1/2/2001", *FOUR_PEOPLE[0]]], head="No;Tanggal;U1;U2;U3;U4;U5;U6;U7;U8;U9")
    with pytest.raises(BadRecap) as refused:
        take(period, service, people, data)
    assert "di luar periode" in refused.value.faults[0]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a,b,c\n1,2,3", b"U1\n" * 40])
def test_what_is_no_recap_is_refused(period: Period, service: ServiceAsked, people: Town, data: bytes) -> None:
    with pytest.raises(BadRecap):
        take(period, service, people, data)


def test_commas_tabs_and_windows_letters_are_read(period: Period) -> None:
    for mark in ",\t;":
        text = HEAD.replace(";", mark) + "\n" + mark.join(["1", *"333433433", "P", "51", "Café ramah"])
        lines = recap.read(text.encode("cp1252")).lines
        assert [(line.scores, line.traits["age"], line.suggestion) for line in lines] == [
            ((3, 3, 3, 4, 3, 3, 4, 3, 3), "50-59", "Café ramah")
        ]


def test_the_page_lists_the_faults(client: Client, period: Period, service: ServiceAsked, people: Town) -> None:
    client.force_login(people.aduan)
    bad = SimpleUploadedFile("rekap.csv", sheet([[3, 3, 5, 4, 3, 3, 4, 3, 3, "L", 20, ""]]))
    told = {"service": service.pk, "day": period.starts_on.isoformat(), "order": "no", "file": bad}
    answer = client.post(f"/kelola/survei/periode/{period.pk}/impor/", told)
    assert answer.status_code == 422
    assert "Baris 4, kolom U3" in answer.content.decode()
    good = SimpleUploadedFile("rekap.csv", sheet([[3, 3, 3, 4, 3, 3, 4, 3, 3, "L", 20, ""]]))
    assert client.post(f"/kelola/survei/periode/{period.pk}/impor/", {**told, "file": good}).status_code == 302
    assert Sheet.objects.count() == 1


def test_an_age_that_only_looks_like_a_number_is_left_out() -> None:
    assert [recap.traits_of({"age": age}).get("age") for age in ("²", "9" * 5000, "-1", "")] == [None] * 4
