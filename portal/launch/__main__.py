"""`python -m portal.launch run | prepare | kode | oss | alive URL`."""

import argparse
import os
import sys

from django.core.management import execute_from_command_line

from portal.launch import premises, run, stack, steps
from portal.launch.refusal import Refused


def main(arguments: list[str]) -> int:
    """The exit code; a refused start is one sentence, not a traceback."""
    parser = argparse.ArgumentParser(prog="portal.launch", description=__doc__)
    parser.add_argument("task", choices=[*TASKS, "alive"])
    parser.add_argument("url", nargs="?", default="", help="alive: the address that must answer 200")
    parser.add_argument("host", nargs="?", default="", help="alive: the name that it is known by")
    chosen = parser.parse_args(arguments)
    if chosen.task == "alive":
        return 0 if run.answers(chosen.url, host=chosen.host) else 1
    try:
        return TASKS[chosen.task]()
    except Refused as refusal:
        print(f"\n{refusal}\n", file=sys.stderr)
        return 2


def _run() -> int:
    return run.run(stack.from_environment())


def _greet() -> int:
    """The supervisor's voice; the demo accounts come by standard input."""
    run.greet(stack.from_environment(), sys.stdin.read())
    return 0


def _prepare() -> int:
    """Also what a container runs before the others: everything else it is told by its environment."""
    chosen = stack.from_environment()
    premises.claim(chosen.var_dir, chosen.office)
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    print(steps.make_ready())
    return 0


def _kode() -> int:
    chosen = stack.from_environment()
    premises.verify(chosen.var_dir, chosen.office)
    if not (chosen.var_dir / premises.MARKER).exists():
        raise Refused(f"{chosen.office} has not been started here yet. Start it first: make run")
    os.environ.update(chosen.environment())
    execute_from_command_line(["manage.py", "kode"])
    return 0


def _oss() -> int:
    """The mock OSS of a container: told by its environment, with the office's access to OSS from its folder."""
    chosen = stack.from_environment()
    os.environ.update(chosen.shared() | dict(os.environ))
    os.execv(sys.executable, [sys.executable, "-m", "oss_bridge.mock"])  # noqa: S606 - fixed words


TASKS = {"run": _run, "greet": _greet, "prepare": _prepare, "kode": _kode, "oss": _oss}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
