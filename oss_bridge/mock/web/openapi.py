"""The mock's own description of its machine doors (OpenAPI 3.1), drawn from the contract's messages."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from oss_bridge.contract.methods import TO_OSS, Method
from oss_bridge.contract.simulation import PATHS
from oss_bridge.mock.web.simulation_doors import ACTS, Order

PREFIX = "/v1/kl/rba"
BOOKS = {
    "journal": "Panggilan dan kiriman; ?sejak= dan ?kiriman= untuk yang sesudahnya, berurutan",
    "permits": "Semua izin dengan kode, nomor, dan riwayat; ?sejak= untuk 500 berikutnya",
    "stats": "Hitungan",
}


@require_GET
def description(request: HttpRequest) -> JsonResponse:
    """GET /openapi.json."""
    paths: dict[str, Any] = {}
    for method in TO_OSS.values():
        tail = "/{id_permohonan_izin}" if method.verb == "GET" else ""
        described = _manual(method)
        if method.verb == "GET":
            described.pop("requestBody")
        paths[f"{PREFIX}/{method.name}{tail}"] = {method.verb.lower(): described}
    for address in PATHS.values():
        model, _ = ACTS[address.rpartition("/")[2]]
        paths[address] = {"post": _door(address, model.model_json_schema(), {"type": "object"})}
    paths["/_knobs"] = {
        "get": _book("knobs_on", "Gangguan yang dikenal dan yang sedang dipasang"),
        "post": _door("knobs", Order.model_json_schema(), {"type": "object"}),
        "delete": _book("knobs_off", "Matikan semua gangguan"),
    }
    for name, words in BOOKS.items():
        paths[f"/_{name}"] = {"get": _book(name, words)}
    return JsonResponse(
        {
            "openapi": "3.1.0",
            "info": {"title": "OSS tiruan (SIMULASI)", "version": "4.3.22"},
            "security": [{"user_key": []}],
            "components": {"securitySchemes": {"user_key": {"type": "apiKey", "in": "header", "name": "user_key"}}},
            "paths": paths,
        }
    )


def _manual(method: Method[Any, Any]) -> dict[str, Any]:
    question = method.question.model_json_schema(by_alias=True)
    answer = method.answer.model_json_schema(by_alias=True, mode="serialization")
    inner = {"properties": {method.data_key: answer}} if method.data_key else answer
    return _door(method.name, _wrapped(method.wrapper, question), _wrapped(method.answer_wrappers[0], inner))


def _wrapped(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {name: schema}} if name else schema


def _door(name: str, question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": name,
        "requestBody": {"content": {"application/json": {"schema": question}}},
        "responses": {"200": {"description": "jawaban", "content": {"application/json": {"schema": answer}}}},
    }


def _book(name: str, words: str) -> dict[str, Any]:
    """A door that only reads."""
    answer = {"description": words, "content": {"application/json": {"schema": {"type": "object"}}}}
    return {"operationId": name, "responses": {"200": answer}}
