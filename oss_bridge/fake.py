"""OSS within the process, for tests: the same behaviour as the mock, remembered in plain dictionaries.

Everything still passes through the wire shapes of the contract, so that a message which the contract would
refuse is refused here too. Pushes to the office collect in ``books.posted``.
"""

import json
import time
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from itertools import count
from typing import Any, TypeVar

from oss_bridge.client import OssClient, accepted
from oss_bridge.contract import methods, simulation
from oss_bridge.contract.certificates import Certificate
from oss_bridge.contract.fields import FieldProblem
from oss_bridge.contract.methods import Method
from oss_bridge.contract.reading import Message
from oss_bridge.mock.oss.books import AccountLetter, FileBook, HolderBook, PermitBook, Refusal
from oss_bridge.mock.oss.engine import SimulatedOss, now
from oss_bridge.simulation import SimulationDesk
from oss_bridge.troubles import OssRefused, OssTrouble

Question = TypeVar("Question", bound=Message)
Answer = TypeVar("Answer", bound=Message)
Made = TypeVar("Made")

FILE_BASE = "http://127.0.0.1:8100"


class MemoryBooks:
    """``books.Books`` in dictionaries; what is read is a copy, as from a database."""

    def __init__(self) -> None:
        self._serials = count(1)
        self.holders: dict[str, HolderBook] = {}
        self.permits: dict[str, PermitBook] = {}
        self.answers: dict[str, simulation.HandedOver] = {}
        self.files: dict[str, FileBook] = {}
        self.certificates: dict[str, Certificate] = {}
        self.letters: list[AccountLetter] = []
        self.posted: list[tuple[str, str, dict[str, Any]]] = []
        self.past: list[tuple[float, dict[str, Any], str, Any]] = []

    def _note(self, table: dict[str, Any], key: str) -> None:
        self.past.append((time.monotonic(), table, key, deepcopy(table.get(key))))

    def rewind(self, seconds: float) -> int:
        """Undo what was changed in the last so many seconds, as a restored backup does; serials go on."""
        cut, count = time.monotonic() - seconds, 0
        while self.past and self.past[-1][0] >= cut:
            _at, table, key, before = self.past.pop()
            table[key] = before
            if before is None:
                del table[key]
            count += 1
        return count

    def serial(self) -> int:
        return next(self._serials)

    def holder(self, nib: str) -> HolderBook | None:
        return deepcopy(self.holders.get(nib))

    def holder_of(self, identity: str) -> HolderBook | None:
        return self._found(lambda holder: holder.identity == identity)

    def holder_by(self, *, oss_id: str = "", npwp: str = "") -> HolderBook | None:
        if oss_id:
            return self._found(lambda holder: holder.tree.oss_id == oss_id)
        return self._found(lambda holder: holder.tree.npwp == npwp) if npwp else None

    def _found(self, fits: Callable[[HolderBook], bool]) -> HolderBook | None:
        return deepcopy(next((holder for holder in self.holders.values() if fits(holder)), None))

    def keep_holder(self, holder: HolderBook) -> None:
        self._note(self.holders, holder.nib)
        self.holders[holder.nib] = deepcopy(holder)

    def permit(self, licence_id: str) -> PermitBook | None:
        return deepcopy(self.permits.get(licence_id))

    def permits_of(self, nib: str) -> list[PermitBook]:
        return [deepcopy(permit) for permit in self.permits.values() if permit.nib == nib]

    def keep_permit(self, permit: PermitBook) -> None:
        self._note(self.permits, permit.licence_id)
        self.permits[permit.licence_id] = deepcopy(permit)

    def handed_over(self, reference: str) -> simulation.HandedOver | None:
        return self.answers.get(reference)

    def keep_handed_over(self, answer: simulation.HandedOver) -> None:
        self._note(self.answers, answer.reference)
        self.answers[answer.reference] = answer

    def file(self, file_id: str) -> FileBook | None:
        return self.files.get(file_id)

    def keep_file(self, file: FileBook) -> None:
        self._note(self.files, file.file_id)
        self.files[file.file_id] = file

    def certificate(self, licence_id: str) -> Certificate | None:
        return self.certificates.get(licence_id)

    def keep_certificate(self, certificate: Certificate) -> None:
        self._note(self.certificates, certificate.licence_id)
        self.certificates[certificate.licence_id] = certificate

    def keep_letter(self, letter: AccountLetter) -> None:
        self.letters.append(letter)

    def post(self, push: str, nib: str, body: dict[str, Any]) -> None:
        self.posted.append((push, nib, deepcopy(body)))


class FakeOss(OssClient, SimulationDesk):
    """Both ends of the oath in one object. ``next_troubles`` are raised, one a call, before anything happens."""

    def __init__(self, *, clock: Callable[[], datetime] = now) -> None:
        self.books = MemoryBooks()
        self.oss = SimulatedOss(self.books, file_base=FILE_BASE, clock=clock)
        self.next_troubles: list[OssTrouble] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def call(self, method: Method[Question, Answer], question: Question) -> Answer:
        try:
            tree = method.encode(question)
        except FieldProblem as wrong:
            raise OssRefused(methods.BAD_PARAMETER, f"Tidak dikirim. {wrong}") from wrong
        self._trouble()
        self.calls.append((method.name, tree))
        _, answer = self.oss.answer(method.name, json.loads(json.dumps(tree)))
        return accepted(method, method.decode(json.dumps(answer).encode()))

    def fetch_file(self, url: str) -> bytes:
        self._trouble()
        if not url.startswith(f"{FILE_BASE}/"):
            raise OssRefused(methods.FORBIDDEN, "Alamat berkas bukan di server berkas OSS; tidak diambil.")
        file = self.books.file(url.rpartition("/")[2])
        if file is None:
            raise OssRefused(methods.NOT_A_SERVICE, "Berkas tidak ditemukan di server berkas OSS.")
        return file.data

    def hand_over(self, given: simulation.HandOver) -> simulation.HandedOver:
        return self._act(lambda: self.oss.hand_over(given))

    def fulfil(self, given: simulation.Fulfilment) -> simulation.PermitCode:
        return self._act(lambda: self.oss.fulfil(given))

    def correct(self, given: simulation.Fulfilment) -> simulation.PermitCode:
        return self._act(lambda: self.oss.correct(given))

    def open_account(self, given: simulation.AccountRequest) -> simulation.AccountMessage:
        return self._act(lambda: self.oss.open_account(given))

    def _act(self, do: Callable[[], Made]) -> Made:
        self._trouble()
        try:
            return do()
        except Refusal as no:
            raise OssRefused(no.code, no.sentence) from no

    def _trouble(self) -> None:
        if self.next_troubles:
            raise self.next_troubles.pop(0)
