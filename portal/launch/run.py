"""`make run`: web, worker, beat and the mock OSS under one command; Ctrl-C stops them all."""

import faulthandler
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import urllib3
from honcho import manager
from honcho.compat import ProcessManager

from portal.launch import keys, premises
from portal.launch.refusal import Refused
from portal.launch.stack import Stack, check_ports

STOP_SECONDS = 35  # longer than the worker's own soft shutdown (portal/celery.py)
READY_SECONDS = 60


def run(stack: Stack) -> int:
    """Start everything and stay until Ctrl-C; returns the exit code. Raises Refused."""
    check_ports(stack)
    premises.claim(stack.var_dir, stack.office)
    with premises.hold(stack.var_dir):
        return _supervise(stack, _prepared(stack))


def _prepared(stack: Stack) -> str:
    """Data made ready in a process of its own, so that the supervisor stays small; returns the demo accounts."""
    print(f"Making {stack.var_dir} ready", flush=True)
    prepare = [sys.executable, "-m", "portal.launch", "prepare"]
    done = subprocess.run(prepare, env=stack.environment(), stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Refused("The data could not be made ready; the reason stands above.")
    return done.stdout


def _supervise(stack: Stack, accounts: str) -> int:
    manager.KILL_WAIT = STOP_SECONDS
    house = manager.Manager()
    house._procmgr = Gently()
    for name, command in stack.shell_commands().items():
        house.add_process(name, command, env=stack.environment())
    faulthandler.register(signal.SIGUSR1, all_threads=True)  # a supervisor that hangs can be asked where
    greeter = _send_greeter(stack, accounts)
    house.loop()
    greeter.terminate()
    greeter.wait()
    return 0 if house.returncode in {130, 143} else int(house.returncode or 0)


class Gently(ProcessManager):
    """Ask each process to stop, not its children: the worker lets its children finish what they hold."""

    def terminate(self, pid: int) -> None:
        """SIGTERM to the process that we started; killing still takes its whole group."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


def _send_greeter(stack: Stack, accounts: str) -> subprocess.Popen[str]:
    """The greeting is a process of its own: the supervisor forks and takes signals, so it keeps no second thread."""
    words = [sys.executable, "-m", "portal.launch", "greet"]
    greeter = subprocess.Popen(words, env=stack.environment(), stdin=subprocess.PIPE, text=True, start_new_session=True)
    if greeter.stdin:
        greeter.stdin.write(accounts)
        greeter.stdin.close()
    return greeter


def greet(stack: Stack, accounts: str) -> None:
    """Once the portal answers, say where it is and who may come in."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if answers(f"{stack.url}/sehat/hidup/"):
            print(greeting(stack, accounts), flush=True)
            return
        time.sleep(0.3)
    print(f"The portal did not answer within {READY_SECONDS} seconds; see the lines above.", flush=True)


def answers(url: str, *, host: str = "") -> bool:
    """Does a 200 come from there within three seconds? ``host`` is the name that the portal is known by."""
    headers = {"Host": host} if host else {}
    try:
        return urllib3.request("GET", url, headers=headers, timeout=3, retries=False).status == 200
    except urllib3.exceptions.HTTPError:
        return False


def greeting(stack: Stack, accounts: str) -> str:
    """Addresses, the demo's OSS access and the demo accounts."""
    secrets = keys.read(stack.var_dir)
    return "\n".join(
        [
            "",
            f"  Satu Pintu ({stack.office}) is open:  {stack.url}/",
            f"  Messages sent (e-mail, WhatsApp):  {stack.url}/uji/kotak-keluar/",
            f"  Mock OSS:  {stack.mock_url}/   user {secrets.get('OSS_USERNAME', '(from the environment)')}"
            f"   password {secrets.get('OSS_PASSWORD', '(from the environment)')}"
            f"   user_key {secrets.get('OSS_USER_KEY', '(from the environment)')}",
            "",
            *(f"  {line}" for line in accounts.splitlines()),
            "",
            "  Ctrl-C stops everything; the data stays in " + str(stack.var_dir),
            "",
        ]
    )
