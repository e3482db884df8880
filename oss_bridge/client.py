"""Speaking to OSS. ``OssClient`` is the oath; ``HttpOssClient`` and ``fake.FakeOssClient`` swear it.

Every verb raises only troubles of ``troubles.py``: OssUnavailable (wait), OssRefused (ask a person),
OssUnknownOutcome (a changing call went unanswered: rest, look up, then ask again).
"""

import io
import json
from abc import ABC, abstractmethod
from functools import cache
from typing import Any, Final, TypeVar
from urllib.parse import quote, urlsplit

import pikepdf
from django.conf import settings

from oss_bridge.contract import certificates, lookups, methods, permits
from oss_bridge.contract.fields import FieldProblem
from oss_bridge.contract.methods import Method, Reply
from oss_bridge.contract.nib import NibTree
from oss_bridge.contract.reading import Message, UnreadableBody
from oss_bridge.transport import Answered, Host, NoAnswer, NotSent, TooLarge
from oss_bridge.troubles import OssKeyRefused, OssRefused, OssTrouble, OssUnavailable, OssUnknownOutcome

Question = TypeVar("Question", bound=Message)
Answer = TypeVar("Answer", bound=Message)

MOST_JSON: Final = 256 * 1024
MOST_FILE: Final = 2 * 1024 * 1024  # OSS's own limit for a file
NOT_PROCESSED: Final = frozenset({500, 503})  # OSS says itself that it failed; a gateway's 502 and 504 do not know


class OssClient(ABC):
    """What an office asks of OSS and tells it."""

    @abstractmethod
    def call(self, method: Method[Question, Answer], question: Question) -> Answer:
        """One call of the contract: the data of a successful answer, or an OssTrouble."""

    @abstractmethod
    def fetch_file(self, url: str) -> bytes:
        """The bytes of a file on OSS's file host (at most 2 MB, no redirects). Check them before use."""

    def check_nib(self, nib: str) -> lookups.NibBrief:
        """Does this NIB exist? OssRefused with ``is_not_found`` when not."""
        return self.call(methods.CHECK_NIB, lookups.NibCheck(nib=nib))

    def nib_tree(self, nib: str) -> NibTree:
        """Everything under a NIB."""
        return self.call(methods.INQUERY_NIB, lookups.NibQuestion(nib=nib))

    def nib_projects(self, nib: str) -> lookups.FetchedNib:
        """The projects of a NIB with risk and permits."""
        return self.call(methods.FETCH_NIB, lookups.NibFetch(nib=nib))

    def project(self, nib: str, project_id: str) -> lookups.ProjectAnswer:
        """One project."""
        return self.call(methods.INQUERY_PROJECT, lookups.ProjectQuestion(nib=nib, project_id=project_id))

    def licence(self, licence_id: str, *, with_requirements: bool = True) -> permits.Licence:
        """One permit with its project and the requirements met."""
        question = permits.LicenceQuestion(licence_id=licence_id, with_requirements=with_requirements)
        return self.call(methods.INQUERY_LICENCE, question)

    def permit_status(self, licence_id: str) -> permits.PermitStatus:
        """The latest code of a permit."""
        return self.call(methods.CHECK_STATUS, permits.StatusQuestion(licence_id=licence_id))

    def send_status(self, report: permits.StatusReport) -> None:
        """Put a status on a permit."""
        self.call(methods.RECEIVE_STATUS, report)

    def issue(self, decision: permits.Issue) -> permits.Issued:
        """Issue; the answer carries OSS's number. Asking twice gives the same number."""
        return self.call(methods.RECEIVE_LICENCE, decision)

    def amend(self, change: permits.Amendment) -> permits.Amended:
        """Change what was issued; the number stays, OSS signs anew."""
        return self.call(methods.UPDATE_LICENCE, change)

    def signed_file_url(self, licence_id: str) -> str:
        """Where OSS's signed file lies; OssRefused with ``is_not_found`` while there is none."""
        return self.call(methods.INQUERY_FILE, permits.FileQuestion(licence_id=licence_id)).url

    def reference(self, table: str) -> list[lookups.ReferenceRow]:
        """A code table by the number of its Lampiran."""
        return self.call(methods.REFERENCE, lookups.ReferenceQuestion(table=table)).rows

    def send_certificate(self, report: certificates.CertificateReport) -> certificates.Certificate:
        """Tell OSS of a certificate that supports a permit."""
        return self.call(methods.RECEIVE_CERTIFICATE, report).certificate

    def certificate(self, licence_id: str) -> certificates.Certificate:
        """The certificate that OSS knows of a permit."""
        question = certificates.CertificateQuestion(licence_id=licence_id)
        return self.call(methods.INQUERY_CERTIFICATE, question).certificate

    def fetch_pdf(self, url: str) -> bytes:
        """A file that must be a whole, open PDF; OssRefused when it is not."""
        data = self.fetch_file(url)
        try:
            with pikepdf.open(io.BytesIO(data)) as document:
                has_pages = len(document.pages) > 0
        except pikepdf.PdfError:
            has_pages = False
        if not data.startswith(b"%PDF-") or not has_pages:
            raise OssRefused(methods.BAD_PARAMETER, "Berkas dari OSS bukan PDF yang utuh.")
        return data


class HttpOssClient(OssClient):
    """OSS, or the mock, over HTTP. Hosts come from the settings; nothing else is ever called."""

    def __init__(self, *, api: Host, base_path: str, files: Host, user_key: str) -> None:
        self._api, self._base, self._files, self._key = api, base_path.rstrip("/"), files, user_key

    def call(self, method: Method[Question, Answer], question: Question) -> Answer:
        body, path = self._request(method, question)
        headers = {"user_key": self._key, "Content-Type": "application/json", "Accept": "application/json"}
        try:
            answered = self._api.call(method.verb, path, body=body, headers=headers, most_bytes=MOST_JSON)
        except NotSent as nobody:
            raise OssUnavailable(f"OSS tidak terjangkau ({nobody}).") from nobody
        except NoAnswer as silence:
            raise _unsure(method, f"OSS tidak menjawab ({silence}).") from silence
        return _judged(method, answered)

    def _request(self, method: Method[Question, Answer], question: Question) -> tuple[bytes | None, str]:
        path = f"{self._base}/{method.name}"
        if method.verb == "GET":
            return None, f"{path}/{quote(str(getattr(question, 'licence_id', '')), safe='')}"
        try:
            return json.dumps(method.encode(question), ensure_ascii=False).encode(), path
        except FieldProblem as wrong:
            raise OssRefused(methods.BAD_PARAMETER, f"Tidak dikirim. {wrong}") from wrong

    def fetch_file(self, url: str) -> bytes:
        if not self._files.is_home_of(url):
            raise OssRefused(methods.FORBIDDEN, "Alamat berkas bukan di server berkas OSS; tidak diambil.")
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        try:
            answered = self._files.call("GET", path, body=None, headers={}, most_bytes=MOST_FILE)
        except TooLarge as much:
            raise OssRefused(methods.BAD_PARAMETER, "Berkas OSS lebih dari 2 MB; tidak diambil.") from much
        except (NotSent, NoAnswer) as silence:
            raise OssUnavailable(f"Berkas OSS tidak dapat diambil ({silence}).") from silence
        if answered.status == 404:
            raise OssRefused(methods.NOT_A_SERVICE, "Berkas tidak ditemukan di server berkas OSS.")
        if answered.status != 200:
            raise OssUnavailable(f"Server berkas OSS menjawab {answered.status}.")
        return answered.body


def _unsure(method: Method[Any, Any], reason: str) -> OssTrouble:
    """A question may simply be asked again; of a changing call nobody knows."""
    return OssUnknownOutcome(reason) if method.is_writing else OssUnavailable(reason)


def _judged(method: Method[Question, Answer], answered: Answered) -> Answer:
    """Success, or the right trouble. HTTP status and the code in the body may differ: both are looked at."""
    status = answered.status
    if status == 429:
        raise OssUnavailable("OSS meminta kami menunggu.", retry_after=answered.retry_after, is_throttled=True)
    if status == 401:
        raise OssKeyRefused("OSS menolak user_key kami.")
    if status in NOT_PROCESSED or 300 <= status < 400:
        raise OssUnavailable(f"OSS menjawab {status}.")
    if status >= 500:
        raise _unsure(method, f"Gerbang OSS menjawab {status}.")
    try:
        reply = method.decode(answered.body)
    except UnreadableBody as garbled:
        if 400 <= status < 500:
            raise OssRefused(status, f"OSS menjawab {status} tanpa penjelasan.") from garbled
        raise _unsure(method, f"Jawaban OSS tidak terbaca. {garbled}") from garbled
    if reply.is_success and status >= 400:
        raise OssRefused(status, f"OSS menjawab {status}: {reply.sentence}")
    return accepted(method, reply)


def accepted(method: Method[Question, Answer], reply: Reply[Answer]) -> Answer:
    """The data of a success; the trouble that the code means otherwise."""
    if reply.is_success:
        return reply.data
    if reply.code == methods.NO_ACCESS:
        raise OssKeyRefused("OSS menolak user_key kami.")
    if reply.code == methods.FAILED:
        raise OssUnavailable(f"OSS menjawab 500: {reply.sentence}")
    if reply.code == methods.TIMED_OUT:
        raise _unsure(method, f"OSS menjawab 504: {reply.sentence}")
    raise OssRefused(reply.code, reply.sentence)


def client() -> OssClient:
    """The OSS of this deployment: base address, file host and key from the settings."""
    return _client(settings.OSS_BASE_URL, settings.OSS_FILE_HOST, settings.OSS_USER_KEY)


@cache
def _client(base_url: str, file_host: str, user_key: str) -> OssClient:
    """One client, with its kept-alive connections, for each set of settings."""
    base = urlsplit(base_url)
    return HttpOssClient(
        api=Host(f"{base.scheme}://{base.netloc}"), base_path=base.path, files=Host(file_host), user_key=user_key
    )
