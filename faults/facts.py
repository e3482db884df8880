"""What the three books say, as plain rows: the checker reads these and nothing else."""

from dataclasses import dataclass, field
from datetime import datetime

from faults.ledger import Ack


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An application as it stands in the database."""

    pk: int
    number: str = ""
    status: str = "issued"
    version: int = 0
    nib: str = ""
    id_izin: str = ""
    permit_number: str = ""
    is_passing: bool = False  # rests where nobody's turn it is (I8)
    oss_code: str | None = None  # what OSS should say of it now; None: nothing in particular

    @property
    def subject(self) -> str:
        """Its name in journal and outbox."""
        return f"application:{self.pk}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A journal entry of a step: from, to, the version that it made, whether OSS is owed a message."""

    subject: str
    step: str
    source: str
    target: str
    version: int
    tells_oss: bool = False
    code: str | None = None  # what OSS hears of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A row of the outbox."""

    pk: int
    channel: str
    subject: str
    key: str
    state: str
    created_at: datetime
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An issued document and how it was found on disk. ``published``: the hashes that the journal ever told of it."""

    pk: int
    subject: str
    kind: str
    number: str
    status: str
    sha256: str = ""
    published: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """What OSS holds. ``history``: its codes in the order in which they came."""

    licence_id: str
    reference: str
    nib: str
    code: str
    number: str = ""
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A changing call that OSS carried out: which method, about what, saying what; ``fault``: the trouble with it."""

    method: str
    about: str
    said: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """A push that was kept here: its method and what it says; ``state`` is new, done, ignored or parked."""

    method: str
    content: str
    state: str


@dataclass(slots=True, kw_only=True)
class Facts:
    """Everything in the scope of one run."""

    acks: list[Ack] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    transitions: list[Transition] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    permits: list[Permit] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    pushes: list[Pushed] = field(default_factory=list)
    serials: dict[str, tuple[int, list[int]]] = field(default_factory=dict)  # kind: last one before, those drawn since
    steps: frozenset[tuple[str, str, str]] = frozenset()  # step, from, to: the table of the law
    chain: list[str] = field(default_factory=list)  # what is wrong with the journal's seals
    stray: list[str] = field(default_factory=list)  # files on disk that nothing refers to
    canaries: list[str] = field(default_factory=list)  # logs in which a personal number stands
    may_repeat: bool = True  # somebody was killed or gave up: a call may be made again, its effect not
    seeded_dead: int = 0  # dead letters that the fault was meant to make
    probes: list[tuple[str, str]] = field(default_factory=list)  # what a plan saw itself: (invariant, finding)
    delays: list[float] = field(default_factory=list)  # seconds from the commit here to OSS's word
