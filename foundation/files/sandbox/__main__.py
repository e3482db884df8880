"""``python -m foundation.files.sandbox <command> …``: one file, one answer in JSON on standard output."""

import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from foundation.files.sandbox import limits
from foundation.files.sandbox.verdict import Unfit

limits.enclose()

from foundation.files.sandbox import detect, draw, images, pdf, shrink, sounds  # noqa: E402 - within the limits


def inspect(path: str, copy: str, also: str = "") -> dict[str, Any]:
    """Kind and pages; the viewing copy of a photo or a voice note (``also`` "sound") is written to ``copy``."""
    if also == "sound" and (sound := detect.sound_of(Path(path))):
        return {"kind": sound, "pages": sounds.inspect(Path(path), sound, Path(copy))}
    kind = detect.kind_of(Path(path))
    if kind != "pdf":
        return {"kind": kind, "pages": images.inspect(Path(path), kind, Path(copy))}
    with limits.little_memory():
        pages = pdf.inspect(Path(path))
    draw.proof(Path(path))
    return {"kind": kind, "pages": pages}


def count(path: str) -> dict[str, Any]:
    """The pages of a PDF that we made ourselves."""
    return {"pages": pdf.count(Path(path))}


def draw_pages(path: str, folder: str, numbers: str) -> dict[str, Any]:
    """Pictures of pages, numbers separated by commas."""
    draw.pages(Path(path), Path(folder), [int(number) for number in numbers.split(",")])
    return {}


def draw_photo(path: str, folder: str) -> dict[str, Any]:
    """The picture of a photo's viewing copy."""
    draw.photo(Path(path), Path(folder))
    return {}


def shrink_pdf(path: str, copy: str, limit: str) -> dict[str, Any]:
    """A copy for OSS."""
    shrink.shrink(Path(path), Path(copy), int(limit))
    return {}


def signature(path: str, trust: str) -> dict[str, Any]:
    """What a PDF's last signature says."""
    from foundation.files.sandbox import signatures  # noqa: PLC0415 - 17 MB that the other commands do not pay

    limits.little_time()
    return signatures.in_child(path, trust)


COMMANDS: dict[str, Callable[..., dict[str, Any]]] = {
    "inspect": inspect,
    "count": count,
    "pages": draw_pages,
    "photo": draw_photo,
    "shrink": shrink_pdf,
    "signature": signature,
}


def main(command: str, *words: str) -> None:
    """Run one command; a refusal and a surprise are answers too."""
    try:
        answer = COMMANDS[command](*words)
    except Unfit as no:
        answer = {"refused": no.code, "words": no.words}
    except MemoryError:
        answer = {"refused": "too_heavy", "words": {}}
    except Exception:  # noqa: BLE001 - whatever a hostile file provokes, the file is refused and the trace is logged
        traceback.print_exc()
        answer = {"refused": "unreadable", "words": {}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
