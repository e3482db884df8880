"""The simulation's own doors at the mock: hand-over of the wizard's data, the applicant's acts, tester's orders.

In mode ``oss`` there is no such door and :func:`desk` raises: the applicant types in OSS what was prepared here.
"""

import json
from abc import ABC, abstractmethod
from functools import cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from pydantic import BaseModel, ValidationError

from oss_bridge.client import MOST_JSON
from oss_bridge.contract import simulation
from oss_bridge.contract.reading import UnreadableBody, parse, to_text
from oss_bridge.transport import Answered, Host, NoAnswer, NotSent
from oss_bridge.troubles import OssKeyRefused, OssRefused, OssUnavailable, OssUnknownOutcome

Given = TypeVar("Given", bound=BaseModel)


class NoSimulation(RuntimeError):
    """This deployment speaks to the true OSS; nothing may be handed over."""


class SimulationDesk(ABC):
    """What the portal may ask of its own mock. Each act may be repeated: the same answer comes back."""

    @abstractmethod
    def hand_over(self, given: simulation.HandOver) -> simulation.HandedOver:
        """The wizard's data → NIB, ids, and a receiveNIB push."""

    @abstractmethod
    def fulfil(self, given: simulation.Fulfilment) -> simulation.PermitCode:
        """The applicant's submit: 12 → 09."""

    @abstractmethod
    def correct(self, given: simulation.Fulfilment) -> simulation.PermitCode:
        """The applicant's answer: 11 → 09, 41 → 42, 43 → 44."""

    @abstractmethod
    def open_account(self, given: simulation.AccountRequest) -> simulation.AccountMessage:
        """OSS writes to the pelaku usaha that he has an account."""


class HttpSimulationDesk(SimulationDesk):
    """The mock over HTTP."""

    def __init__(self, *, host: Host, user_key: str) -> None:
        self._host, self._key = host, user_key

    def hand_over(self, given: simulation.HandOver) -> simulation.HandedOver:
        return self._act("hand_over", given, simulation.HandedOver)

    def fulfil(self, given: simulation.Fulfilment) -> simulation.PermitCode:
        return self._act("fulfil", given, simulation.PermitCode)

    def correct(self, given: simulation.Fulfilment) -> simulation.PermitCode:
        return self._act("correct", given, simulation.PermitCode)

    def open_account(self, given: simulation.AccountRequest) -> simulation.AccountMessage:
        return self._act("open_account", given, simulation.AccountMessage)

    def _act(self, name: str, given: BaseModel, answer: type[Given]) -> Given:
        body = json.dumps(given.model_dump(mode="json"), ensure_ascii=False).encode()
        headers = {"user_key": self._key, "Content-Type": "application/json"}
        try:
            answered = self._host.call("POST", simulation.PATHS[name], body=body, headers=headers, most_bytes=MOST_JSON)
        except NotSent as nobody:
            raise OssUnavailable(f"OSS tiruan tidak terjangkau ({nobody}).") from nobody
        except NoAnswer as silence:
            raise OssUnknownOutcome(f"OSS tiruan tidak menjawab ({silence}).") from silence
        try:
            return answer.model_validate(_accepted(answered))
        except (UnreadableBody, ValidationError) as garbled:
            raise OssUnknownOutcome("Jawaban OSS tiruan tidak terbaca.") from garbled


def _accepted(answered: Answered) -> dict[str, Any]:
    """The body of a success, or the right trouble."""
    status = answered.status
    if status == 200:
        return parse(answered.body)
    if status == 401:
        raise OssKeyRefused("OSS tiruan menolak user_key kami.")
    if status == 429 or status in {500, 503}:
        is_throttled = status == 429
        raise OssUnavailable(
            f"OSS tiruan menjawab {status}.", retry_after=answered.retry_after, is_throttled=is_throttled
        )
    if status >= 500:
        raise OssUnknownOutcome(f"Gerbang OSS tiruan menjawab {status}.")
    try:
        sentence = to_text(parse(answered.body).get("keterangan"))
    except UnreadableBody:
        sentence = ""
    raise OssRefused(status, sentence or f"OSS tiruan menjawab {status}.")


def desk() -> SimulationDesk:
    """The mock of this deployment; NoSimulation in mode ``oss``."""
    if settings.OSS_MODE != "simulasi":
        raise NoSimulation("Hanya OSS tiruan yang menerima serahan data; kantor ini memakai OSS sesungguhnya.")
    return _desk(settings.OSS_BASE_URL, settings.OSS_USER_KEY)


@cache
def _desk(base_url: str, user_key: str) -> SimulationDesk:
    base = urlsplit(base_url)
    return HttpSimulationDesk(host=Host(f"{base.scheme}://{base.netloc}"), user_key=user_key)
