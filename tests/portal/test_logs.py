"""Logs are facts without personal numbers."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator

import pytest
import structlog
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from foundation.journal.scrub import numbers_in, scrub
from portal import logs

NIK, NIB, PHONE = "1377015708900003", "0220001234567", "+6281234567890"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What production would write."""
    stream = io.StringIO()
    settings = logs.configuration()
    settings["handlers"]["out"] = {**settings["handlers"]["out"], "stream": stream}
    before = logging.getLogger().handlers[:]
    logging.config.dictConfig(settings)
    yield stream
    logging.getLogger().handlers = before
    logging.config.dictConfig(logs.configuration(strict=True, level="WARNING"))


def events(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("number", [NIK, NIB, PHONE, "081234567890", "13 7701 570890 0003", "0812-3456-7890"])
def test_personal_numbers_never_reach_the_log(lines: io.StringIO, number: str) -> None:
    logging.getLogger("x").warning("salah: %s", number, extra={"detail": number, "rows": [{"nik": number}]})
    structlog.get_logger("y").warning("salah", detail={"nomor": number})
    try:
        raise ValueError(f"nomor {number}")
    except ValueError:
        logging.getLogger("x").exception("gagal")
    assert number not in lines.getvalue()
    assert len(events(lines)) == 3
    assert "ValueError" in lines.getvalue()


def test_a_number_given_as_a_number_is_masked_too(lines: io.StringIO) -> None:
    structlog.get_logger("y").warning("salah", nik=int(NIK))
    assert NIK not in lines.getvalue()


def test_what_operators_need_stays_readable(lines: io.StringIO) -> None:
    structlog.get_logger("y").warning(
        "outbox_lease_lost",
        number="PB-2026-000123",
        message=4711,
        request_id="8c5f3a52-1111-4222-8333-446655440000",
        subject="application:12",
        sha="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        at="2026-11-22 10.42",
    )
    event = events(lines)[0]
    assert (event["number"], event["message"], event["subject"]) == ("PB-2026-000123", 4711, "application:12")
    assert event["request_id"] == "8c5f3a52-1111-4222-8333-446655440000"
    assert event["sha"] == "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    assert event["at"] == "2026-11-22 10.42"
    assert event["event"] == "outbox_lease_lost"
    assert event["level"] == "warning"


def test_the_query_of_a_request_is_not_logged(lines: io.StringIO) -> None:
    structlog.get_logger("y").warning("request_finished", request="GET /lacak/?q=Budi+Santoso", code=200)
    logging.getLogger("z").warning("x", extra={"request": RequestFactory().get("/lacak/?q=Budi")})
    assert events(lines)[0]["request"] == "GET /lacak/"
    assert "Budi" not in lines.getvalue()


def test_in_the_tests_a_number_in_a_log_is_an_error() -> None:
    for log in (logging.getLogger("x"), structlog.get_logger("y")):
        with pytest.raises(logs.PersonalNumberInLog):
            log.warning(f"NIK {NIK}")


@given(st.text(max_size=200))
def test_scrubbing_leaves_no_number_and_is_stable(text: str) -> None:
    once = scrub(text)
    assert numbers_in(once) == []
    assert scrub(once) == once


@given(st.from_regex(r"(?:[1-9]\d{15}|0\d{12})", fullmatch=True), st.sampled_from(["", " ", ".", "-"]))
def test_every_long_number_is_found_with_or_without_separators(number: str, separator: str) -> None:
    written = separator.join([number[:4], number[4:8], number[8:]])
    assert scrub(f"nomor {written} itu") == f"nomor [{len(number)} angka …{number[-2:]}] itu"
