"""Which calls exist, what wraps them, where their code stands. One row a method; both ends read the same row.

Method names are case-sensitive and spell it "inquery" (sic). The first spelling of an answer's wrapper is
the one of the manual's example, which the mock speaks; the others were seen or stand in its text.
"""

import re
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from pydantic import ValidationError

from oss_bridge.contract import certificates, fields, lookups, nib, permits
from oss_bridge.contract.reading import Message, UnreadableBody, parse, to_object, to_text, unwrap

Question = TypeVar("Question", bound=Message)
Answer = TypeVar("Answer", bound=Message)

SUCCESS, BAD_PARAMETER, NO_ACCESS, FORBIDDEN, NOT_A_SERVICE, SERVICE_REFUSED = 200, 400, 401, 403, 404, 405
FAILED, TIMED_OUT = 500, 504  # Lampiran 9


@dataclass(frozen=True, slots=True)
class Reply(Generic[Answer]):
    """What OSS answered: its code (Lampiran 9) as a number, its sentence, and the data (empty when refused)."""

    code: int
    sentence: str
    data: Answer

    @property
    def is_success(self) -> bool:
        """Only 200 is."""
        return self.code == SUCCESS


@dataclass(frozen=True, slots=True)
class Method(Generic[Question, Answer]):
    """A call from us to OSS."""

    name: str
    question: type[Question]
    answer: type[Answer]
    wrapper: str
    answer_wrappers: tuple[str, ...]
    data_key: str = ""  # where the data stands inside the answer; "" means beside the code
    code_key: str = "kode"
    sentence_key: str = "keterangan"
    code_as_text: bool = False
    verb: str = "POST"
    is_writing: bool = False  # changes something at OSS: an unanswered call has an unknown outcome

    def encode(self, question: Question) -> dict[str, Any]:
        """The request as it goes out. Raises FieldProblem when the contract would not allow it."""
        tree = {self.wrapper: question.wire()} if self.wrapper else question.wire()
        if self.verb != "GET":
            fields.check(self.name, tree)
        return tree

    def read_question(self, tree: dict[str, Any]) -> Question:
        """The request as a stand-in reads it; UnreadableBody when keys are missing."""
        return _validated(self.question, unwrap(tree, (self.wrapper,)))

    def decode(self, body: bytes) -> Reply[Answer]:
        """The answer. UnreadableBody when it is no JSON, has no known wrapper or no code."""
        inner = unwrap(parse(body), self.answer_wrappers)
        code = _code(inner, (self.code_key, "kode", "code", "status", "kode_status"))
        sentence = next((to_text(inner[k]) for k in (self.sentence_key, "keterangan", "message") if k in inner), "")
        data = to_object(inner.get(self.data_key)) if self.data_key else inner
        return Reply(code=code, sentence=sentence, data=self.answer.model_validate(data))

    def encode_answer(self, code: int, sentence: str, data: Answer | None = None) -> dict[str, Any]:
        """The answer as a stand-in gives it, in the shape of the manual's examples."""
        inner: dict[str, Any] = {self.code_key: str(code) if self.code_as_text else code, self.sentence_key: sentence}
        if not self.data_key:
            inner |= data.wire() if data else {}
        elif data is not None:
            inner[self.data_key] = data.wire()
        else:
            inner[self.data_key] = _NOTHING.get(self.name, {})
        if self.name == "inqueryLicense":
            inner |= {"success": code == SUCCESS, "meta": []}
        return {self.answer_wrappers[0]: inner} if self.answer_wrappers[0] else inner


@dataclass(frozen=True, slots=True)
class Push(Generic[Question]):
    """A call from OSS to us. The answer's status is "1" for taken, "2" for not taken."""

    name: str
    question: type[Question]
    wrappers: tuple[str, ...]

    def encode(self, message: Question) -> dict[str, Any]:
        """The call as a stand-in sends it."""
        return {self.wrappers[0]: message.wire()}

    def read(self, tree: dict[str, Any]) -> Question:
        """The call as we read it (tree from ``reading.parse``); UnreadableBody without its wrapper."""
        return _validated(self.question, unwrap(tree, self.wrappers))

    def answer(self, *, is_taken: bool, sentence: str = "") -> dict[str, Any]:
        """What we answer: repeats and older news are "1" as well, else OSS sends them for ever."""
        said = sentence or ("Berhasil menyimpan data" if is_taken else "Gagal menyimpan data")
        return {f"respon{self.name}": {"status": "1" if is_taken else "2", "keterangan": said}}

    def is_taken(self, body: bytes) -> bool:
        """Did the office take it? As a stand-in reads our answer."""
        return to_text(unwrap(parse(body), (f"respon{self.name}",)).get("status")) == "1"


def _validated(model: type[Question], tree: dict[str, Any]) -> Question:
    try:
        return model.model_validate(tree)
    except ValidationError as wrong:
        named = ", ".join(".".join(map(str, one["loc"])) for one in wrong.errors(include_input=False)[:5])
        raise UnreadableBody(f"Isi pesan tidak lengkap: {named}.") from None


def _code(inner: dict[str, Any], names: tuple[str, ...]) -> int:
    """The first code that is a number, written as number or text."""
    for name in names:
        said = to_text(inner.get(name))
        if re.fullmatch(r"\d{1,3}", said):
            return int(said)
    raise UnreadableBody("Jawaban OSS tanpa kode.")


_NOTHING: Final[dict[str, Any]] = {"inqueryNIB": [], "inqueryLicense": None, "inqueryProyek": None}

CHECK_NIB = Method("checkNIB", lookups.NibCheck, lookups.NibBrief, "CHECKNIB", ("responcheckNIB",), "dataNIB")
INQUERY_NIB = Method("inqueryNIB", lookups.NibQuestion, nib.NibTree, "INQUERYNIB", ("responinqueryNIB",), "dataNIB")
FETCH_NIB = Method("fetchNIB", lookups.NibFetch, lookups.FetchedNib, "FETCHNIB", ("responfetchNIB",), "dataNIB")
INQUERY_PROJECT = Method(
    "inqueryProyek",
    lookups.ProjectQuestion,
    lookups.ProjectAnswer,
    "",
    ("", "responinqueryProyek"),
    "data",
    code_key="kode_status",
)
INQUERY_LICENCE = Method(
    "inqueryLicense",
    permits.LicenceQuestion,
    permits.Licence,
    "INQUERYLICENSE",
    ("dataLicense", "responinqueryLicense"),
    "data",
    code_key="code",
    sentence_key="message",
)
RECEIVE_STATUS = Method(
    "receiveLicenseStatus",
    permits.StatusReport,
    permits.StatusTaken,
    "IZINSTATUS",
    ("responreceiveLicenseStatus",),
    "dataNIB",
    is_writing=True,
)
RECEIVE_LICENCE = Method(
    "receiveLicense", permits.Issue, permits.Issued, "IZINFINAL", ("responreceiveLicense",), is_writing=True
)
UPDATE_LICENCE = Method(
    "updateLicense", permits.Amendment, permits.Amended, "IZINFINAL", ("responupdateLicense",), is_writing=True
)
CHECK_STATUS = Method(
    "checkLicenseStatus",
    permits.StatusQuestion,
    permits.PermitStatus,
    "CHECKLICENSESTATUS",
    ("responcheckStatusLicense", "responcheckLicenseStatus", "responsecheckStatusLicense"),
    "dataIZIN",
)
INQUERY_FILE = Method(
    "inqueryFileDS",
    permits.FileQuestion,
    permits.SignedFile,
    "INQUERYFILEDS",
    ("responInqueryFileDS",),
    code_key="status",
    code_as_text=True,
)
REFERENCE = Method(
    "getDataReferensi",
    lookups.ReferenceQuestion,
    lookups.ReferenceRows,
    "GETDATAREFERENSI",
    ("respongetDataReferensi",),
    code_as_text=True,
)
RECEIVE_CERTIFICATE = Method(
    "receiveCertificate",
    certificates.CertificateReport,
    certificates.CertificateAnswer,
    "receiveCertificate",  # the manual's curl example says DATACERTIFICATE, its table this
    ("responReceiveCertificate",),
    is_writing=True,
)
INQUERY_CERTIFICATE = Method(
    "inqueryCertificate",
    certificates.CertificateQuestion,
    certificates.CertificateAnswer,
    "",
    ("responInqueryCertificate",),
    verb="GET",
)
TO_OSS: Final[dict[str, Method[Any, Any]]] = {
    method.name: method
    for method in (
        CHECK_NIB,
        INQUERY_NIB,
        FETCH_NIB,
        INQUERY_PROJECT,
        INQUERY_LICENCE,
        RECEIVE_STATUS,
        RECEIVE_LICENCE,
        UPDATE_LICENCE,
        CHECK_STATUS,
        INQUERY_FILE,
        REFERENCE,
        RECEIVE_CERTIFICATE,
        INQUERY_CERTIFICATE,
    )
}

RECEIVE_NIB = Push("receiveNIB", lookups.NibPush, ("dataNIB", "receiveNIB"))
RECEIVE_FILE = Push("receiveFileDS", permits.FilePush, ("receiveFileDS", "dataFileDS"))
RECEIVE_NIB_KKPR = Push("receiveNIBKKPR", lookups.NibPush, ("dataNIB", "dataNIBKKPR"))
RECEIVE_NIB_STPW = Push("receiveNIBSTPW", lookups.StpwPush, ("dataNIBSTPW", "dataNIB"))
TO_OFFICE: Final[dict[str, Push[Any]]] = {
    push.name: push for push in (RECEIVE_NIB, RECEIVE_FILE, RECEIVE_NIB_KKPR, RECEIVE_NIB_STPW)
}
