"""A hall full of phones and boards: everybody asks every two seconds over a connection of their own. Prints JSON.

Run as ``python -m bench.pollers URL COUNT SECONDS`` in the environment of a running office. A tenth are boards with
a device key, the rest phones with a ticket each; meanwhile a number is drawn every three seconds, so that everybody
must be told something new now and then. Bounded: after SECONDS nobody asks again.
"""

import asyncio
import json
import random
import sys
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import django

EVERY, CHANGE_EVERY, PATIENCE = 2.0, 3.0, 30.0
KEY = "BENCHBENCHBENCHBENCH00"


@dataclass
class Poller:
    """One phone or board and what it has seen."""

    host: str
    port: int
    path: str
    cookie: str = ""
    tag: str = ""
    waits: list[float] = field(default_factory=list)
    codes: dict[int, int] = field(default_factory=dict)

    async def ask_until(self, end: float) -> None:
        """Ask every two seconds, beginning at a moment of its own."""
        await asyncio.sleep(random.uniform(0, EVERY))
        reader, writer = await asyncio.open_connection(self.host, self.port)
        while (began := time.monotonic()) < end:
            code = await asyncio.wait_for(self.ask(reader, writer), PATIENCE)
            self.waits.append((time.monotonic() - began) * 1000)
            self.codes[code] = self.codes.get(code, 0) + 1
            await asyncio.sleep(max(0.0, EVERY - (time.monotonic() - began)))
        writer.close()

    async def ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> int:
        """One conditional GET over the open connection; the status."""
        lines = [f"GET {self.path} HTTP/1.1", f"Host: {self.host}:{self.port}", "Connection: keep-alive"]
        lines += [f"If-None-Match: {self.tag}"] if self.tag else []
        lines += [f"Cookie: perangkat={self.cookie}"] if self.cookie else []
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status, *rows = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _colon, value in (row.partition(":") for row in rows)}
        code = int(status.split()[1])
        if code == 200:
            await reader.readexactly(int(headers["content-length"]))
            self.tag = headers["etag"]
        elif code != 304:
            raise SystemExit(f"{self.path} answered {code}")
        return code


async def crowd(pollers: list[Poller], seconds: float) -> None:
    """Everybody asks; now and then somebody draws."""
    end = time.monotonic() + seconds
    await asyncio.gather(*(poller.ask_until(end) for poller in pollers), changes(end))


async def changes(end: float) -> None:
    """A number is drawn every few seconds."""
    while time.monotonic() < end - CHANGE_EVERY:
        await asyncio.sleep(CHANGE_EVERY)
        await asyncio.to_thread(drawn)


def drawn() -> str:
    """One more number; its code."""
    from accounts.actors import SYSTEM  # noqa: PLC0415 - the rooms come after the settings
    from counter.actions import draw  # noqa: PLC0415
    from counter.models import Line  # noqa: PLC0415
    from counter.terms import Source  # noqa: PLC0415

    line = Line.objects.filter(is_active=True).first()
    assert line is not None
    return draw.now_in_line(line, who=SYSTEM, tap=uuid.uuid4(), source=Source.DESK).code


def main(url: str, count: int, seconds: float) -> dict[str, object]:
    """Milliseconds of every answer, and how many had a body."""
    django.setup()
    from accounts.actors import actor_of  # noqa: PLC0415
    from accounts.models import User  # noqa: PLC0415
    from counter.actions import devices  # noqa: PLC0415
    from counter.models import Device  # noqa: PLC0415
    from counter.terms import DeviceKind  # noqa: PLC0415

    admin = actor_of(User.objects.get(email="admin@contoh.id"))
    devices.add(Device(name="Bench", kind=DeviceKind.BOARD), key=KEY, who=admin)
    place = urlsplit(url)
    host, port = str(place.hostname), int(place.port or 80)
    boards = [Poller(host, port, "/antrean/layar.json", cookie=KEY) for _board in range(count // 10)]
    phones = [Poller(host, port, f"/a/{drawn()}/keadaan.json") for _phone in range(count - len(boards))]
    asyncio.run(crowd([*boards, *phones], seconds))
    everybody = [*boards, *phones]
    waits = sorted(wait for poller in everybody for wait in poller.waits)
    fresh = sum(poller.codes.get(200, 0) for poller in everybody)
    return {"waits": waits, "fresh": fresh, "asked": len(waits)}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))))
