"""Drawing leaves nothing behind: a press that has drawn for a year is as large as after its first papers."""

import ctypes
import gc

from tests.licensing.documents import examples
from tests.licensing.documents.reading import draw

KEPT_PER_PAPER = 2 * 1024  # bytes; 500 measured, with a font feature on list markers alone 4,700, on all text 30,000


class Heap(ctypes.Structure):
    """glibc's ``struct mallinfo2``; ``uordblks`` is what is in use, in bytes."""

    _fields_ = (
        *((name, ctypes.c_size_t) for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks")),
        *((name, ctypes.c_size_t) for name in ("uordblks", "fordblks", "keepcost")),
    )


def in_use() -> int:
    """Bytes of the C heap, once Python's own garbage is gone. Pango, fontconfig and HarfBuzz live there."""
    told = ctypes.CDLL(None).mallinfo2
    told.restype = Heap
    gc.collect()
    return int(told().uordblks)


def kept_by_a_round() -> int:
    """How much more of the heap is in use after one of every paper was drawn."""
    before = in_use()
    for snapshot in examples.EVERY.values():
        draw(snapshot)
    return in_use() - before


def test_a_drawn_paper_leaves_nothing_on_the_heap() -> None:
    kept_by_a_round()  # caches of faces, sizes and glyphs fill
    kept = min(kept_by_a_round(), kept_by_a_round())  # a leak is in every round, a table that grew in one
    assert kept / len(examples.EVERY) < KEPT_PER_PAPER
