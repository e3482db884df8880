"""`make hours`: leg 1 at moments that a run of the day may never meet; about seven minutes for each.

The clocks of the tests and of every Python program that they start are moved; SQLite asks Python for the time.
`python -m tests.hours "2028-02-29 12:00"` takes moments of your own (day and time at the office, WIB).
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from tests import legs

OFFICE_TIME = ZoneInfo("Asia/Jakarta")
# Clocks that nobody moves: that of the room where strangers' files are read, which starts with an empty environment,
# and that of the disk, by which the sweep of files sees how young a file is.
NOT_MOVED = (
    "tests/licensing/views/test_examine.py",
    "tests/foundation/files/test_store.py::test_the_sweep_removes_what_nobody_names_and_spares_what_is_young",
)
MOMENTS = {
    "2026-11-23 00:52": "an hour ago was yesterday, and a week ago last Monday",
    "2026-12-31 23:57": "the year ends while the tests run",
    "2027-01-01 06:57": "a holiday; the day of UTC begins while the tests run",
    "2027-02-28 23:57": "a short month ends, on a Sunday",
    "2028-02-29 11:57": "a day that no other year has; the noon break begins",
}


def main(moments: list[str]) -> int:
    """Run at each moment; the number of moments with a failure."""
    return sum(bool(_run_at(moment)) for moment in moments or MOMENTS)


def _run_at(moment: str) -> int:
    there = datetime.fromisoformat(moment).replace(tzinfo=OFFICE_TIME)
    with TemporaryDirectory(prefix="hours-") as folder:
        # pytest would look into the clock's module for assertions, and it is there already; in its usual folder it
        # would take those of runs that go on beside it for old ones, and remove them
        options = ["-W 'ignore:Module already imported:Warning'", f"--basetemp={folder}/pytest"]
        moved = legs.WITHOUT_SERVERS | {
            "CLOCK_OFF_BY": str((there - datetime.now(UTC)).total_seconds()),
            "PYTHONPATH": str(Path(__file__).with_name("elsewhen")),
            "PYTEST_ADDOPTS": " ".join([*options, *(f"--deselect={test}" for test in NOT_MOVED)]),
        }
        return legs.run([legs.ON_SQLITE], {1}, f"SQLite, {moment} WIB ({MOMENTS.get(moment, 'as asked')})", moved)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
