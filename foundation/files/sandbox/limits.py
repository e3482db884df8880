"""How much memory and time the child gives itself, before it touches the file."""

import contextlib
import resource
from collections.abc import Iterator

MIB = 1024 * 1024
WALK_MEMORY = 400 * MIB  # reading a structure; a bomb must not get far
DRAW_MEMORY = 1024 * MIB  # decoding pixels of a large plan
CPU_SECONDS = 20
READ_SECONDS = 6  # of processor, for a signature; an honest one takes one
WALL_SECONDS = 45  # enforced by the parent
LARGEST_OUTPUT = 64 * MIB


def enclose() -> None:
    """Hard limits for the whole life of this process; no core dumps."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (DRAW_MEMORY, DRAW_MEMORY))


@contextlib.contextmanager
def little_memory() -> Iterator[None]:
    """A tighter limit while a structure is read."""
    resource.setrlimit(resource.RLIMIT_AS, (WALK_MEMORY, DRAW_MEMORY))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (DRAW_MEMORY, DRAW_MEMORY))


def little_time() -> None:
    """A tighter limit for what an honest file needs little time for; it holds for the rest of this process."""
    resource.setrlimit(resource.RLIMIT_CPU, (READ_SECONDS, READ_SECONDS + 1))
