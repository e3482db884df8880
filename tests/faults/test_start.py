"""What faults changes in a process that it starts."""

import subprocess
import sys
import time

from portal.launch.stack import ROOT

SAY = "import os, time; from faults.start import shift; shift({}); os.fork() or print(time.time())"


def clock_of_a_child(shift: float) -> float:
    done = subprocess.run(
        [sys.executable, "-c", SAY.format(shift)], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return float(done.stdout)


def test_a_clock_is_wrong_in_that_process_and_its_children_alone() -> None:
    began = time.time()
    assert began + 600 <= clock_of_a_child(600) <= time.time() + 600
    assert began <= clock_of_a_child(0) <= time.time()
