"""Read first by every Python program of a leg that runs at another moment (tests/hours.py): moves its clock."""

import os
import time

import time_machine

time_machine.travel(time.time() + float(os.environ["CLOCK_OFF_BY"]), tick=True).start()
