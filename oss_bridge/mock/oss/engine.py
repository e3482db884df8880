"""The simulated OSS as one thing: the manual's methods by name, and the simulation's own acts."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from oss_bridge.contract import fields, methods, simulation
from oss_bridge.contract.reading import Message, UnreadableBody
from oss_bridge.mock.oss import acts, answers, reports
from oss_bridge.mock.oss.books import Books, Refusal


def now() -> datetime:
    """The moment, aware."""
    return datetime.now(UTC)


class SimulatedOss:
    """OSS over any memory. The caller holds the transaction and turns Refusal into an answer."""

    def __init__(self, books: Books, *, file_base: str, clock: Callable[[], datetime] = now) -> None:
        self.books, self.file_base, self.clock = books, file_base, clock

    def answer(self, name: str, tree: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """A method of the manual: the code of Lampiran 9 and the answer on the wire."""
        method = methods.TO_OSS[name]
        try:
            if wrong := fields.problems(name, "request", tree) if method.verb == "POST" else []:
                raise Refusal(methods.BAD_PARAMETER, f"Data Parameter Salah: {wrong[0]}"[:255])
            data = self._done(method, method.read_question(tree))
        except UnreadableBody as broken:
            return methods.BAD_PARAMETER, method.encode_answer(methods.BAD_PARAMETER, str(broken)[:255])
        except Refusal as no:
            return no.code, method.encode_answer(no.code, no.sentence)
        return methods.SUCCESS, method.encode_answer(methods.SUCCESS, "Sukses", data)

    def _done(self, method: methods.Method[Any, Any], question: Any) -> Message | None:
        books, at, base = self.books, self.clock(), self.file_base
        doing: dict[str, Callable[[], Message | None]] = {
            "checkNIB": lambda: answers.check_nib(books, question),
            "inqueryNIB": lambda: answers.inquery_nib(books, question),
            "fetchNIB": lambda: answers.fetch_nib(books, question),
            "inqueryProyek": lambda: answers.inquery_project(books, question),
            "inqueryLicense": lambda: answers.inquery_licence(books, question),
            "checkLicenseStatus": lambda: answers.check_status(books, question),
            "inqueryFileDS": lambda: answers.inquery_file(books, question, base),
            "getDataReferensi": lambda: answers.reference(books, question),
            "inqueryCertificate": lambda: answers.inquery_certificate(books, question),
            "receiveLicenseStatus": lambda: reports.receive_status(books, question, at=at),
            "receiveLicense": lambda: reports.receive_licence(books, question, at=at, file_base=base),
            "updateLicense": lambda: reports.update_licence(books, question, at=at, file_base=base),
            "receiveCertificate": lambda: reports.receive_certificate(books, question, at=at),
        }
        return doing[method.name]()

    def hand_over(self, given: simulation.HandOver, *, origin: str = acts.PORTAL) -> simulation.HandedOver:
        """The wizard's data, from the portal or from the form that plays oss.go.id."""
        return acts.hand_over(self.books, given, origin=origin, at=self.clock(), file_base=self.file_base)

    def fulfil(self, given: simulation.Fulfilment) -> simulation.PermitCode:
        """The applicant's submit."""
        return acts.fulfil(self.books, given, at=self.clock())

    def correct(self, given: simulation.Fulfilment) -> simulation.PermitCode:
        """The applicant's correction."""
        return acts.correct(self.books, given, at=self.clock())

    def attach(self, given: simulation.Fulfilment) -> None:
        """An upload in OSS, before its submit."""
        acts.attach(self.books, given)

    def open_account(self, given: simulation.AccountRequest) -> simulation.AccountMessage:
        """OSS hands out an account."""
        return acts.open_account(self.books, given, at=self.clock())

    def expire(self, licence_id: str) -> simulation.PermitCode:
        """Fiktif positif, now."""
        return acts.expire(self.books, licence_id, at=self.clock(), file_base=self.file_base)

    def move(self, licence_id: str, code: str) -> simulation.PermitCode:
        """Another status, set in OSS itself."""
        return acts.move(self.books, licence_id, code, at=self.clock())

    def decide(self, licence_id: str, code: str, note: str = "") -> simulation.PermitCode:
        """The ministry's next step."""
        return acts.decide(self.books, licence_id, code, at=self.clock(), file_base=self.file_base, note=note)

    def verify_wholly(self, licence_id: str) -> simulation.PermitCode:
        """The ministry's whole way."""
        return acts.verify_wholly(self.books, licence_id, at=self.clock(), file_base=self.file_base)

    def freeze(self, nib: str) -> None:
        """NIB dibekukan."""
        acts.close_nib(self.books, nib, "05", "5", at=self.clock())

    def revoke(self, nib: str) -> None:
        """NIB dicabut."""
        acts.close_nib(self.books, nib, "06", "3", at=self.clock())
