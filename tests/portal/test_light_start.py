"""Every process of the office is started without the heavy tools that only some work needs."""

import subprocess
import sys

HEAVY = ("weasyprint", "fontTools", "openpyxl", "numpy", "pyhanko")
START = f"import sys, django; django.setup(); print(*(name for name in {HEAVY} if name in sys.modules))"


def test_a_process_that_has_only_started_has_loaded_none_of_the_heavy_tools() -> None:
    done = subprocess.run([sys.executable, "-c", START], stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout.split() == []
