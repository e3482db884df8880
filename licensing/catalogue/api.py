"""The KBLI search as JSON: public, limited per address, described in /api/schema/."""

from dataclasses import asdict, dataclass
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from accounts.access import PUBLIC, declare
from licensing.catalogue import queries
from licensing.catalogue.models import Kbli
from licensing.catalogue.search.index import Entry, Hit
from licensing.terms import Risk, Scale

MOST = 50


@dataclass(frozen=True, slots=True)
class ScaleRisk:
    """The risks known at one scale."""

    scale: str
    risks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One ranked answer."""

    rank: int
    edition: str
    code: str
    title: str
    risks: list[str]
    risks_by_scale: list[dict[str, Any]]
    is_indicative: bool
    coverage: str
    moved_to: tuple[str, ...]
    matched: str


class Question(serializers.Serializer[Any]):
    """Query parameters."""

    q = serializers.CharField(max_length=200, allow_blank=False, trim_whitespace=True)
    edition = serializers.ChoiceField(choices=Kbli.Edition.values, required=False)
    limit = serializers.IntegerField(min_value=1, max_value=MOST, default=20)


class ScaleRiskSerializer(serializers.Serializer[Any]):
    """The risks known at one scale."""

    scale = serializers.ChoiceField(choices=Scale.choices)
    risks = serializers.ListField(child=serializers.ChoiceField(choices=Risk.choices))


class AnswerSerializer(serializers.Serializer[Any]):
    """One ranked answer. ``risks`` empty = not known, or no licensing scope (see ``coverage``)."""

    rank = serializers.IntegerField()
    edition = serializers.ChoiceField(choices=Kbli.Edition.choices)
    code = serializers.CharField()
    title = serializers.CharField()
    risks = serializers.ListField(child=serializers.ChoiceField(choices=Risk.choices))
    risks_by_scale = ScaleRiskSerializer(many=True)
    is_indicative = serializers.BooleanField(help_text="Tingkat risiko indikatif; petugas memastikan.")
    coverage = serializers.ChoiceField(choices=Kbli.Coverage.choices)
    moved_to = serializers.ListField(child=serializers.CharField(), help_text="Padanan KBLI 2025 dari kode 2020.")
    matched = serializers.CharField(allow_blank=True, help_text="Kata sehari-hari yang cocok.")


class ResultSerializer(serializers.Serializer[Any]):
    """The answers, best first."""

    query = serializers.CharField()
    count = serializers.IntegerField()
    ask_edition = serializers.BooleanField(
        help_text="Kode ini berarti lain di tiap edisi: tanyakan mana yang dimaksud."
    )
    results = AnswerSerializer(many=True)


@declare(PUBLIC)
class KbliSearch(APIView):
    """Cari kegiatan usaha (KBLI) dengan kata sehari-hari, ejaan yang keliru, atau kode."""

    permission_classes = (AllowAny,)
    authentication_classes = ()
    throttle_classes = (AnonRateThrottle,)

    @extend_schema(
        operation_id="kbli_search",
        parameters=[
            OpenApiParameter("q", str, required=True, description="Kata sehari-hari atau kode, sampai 200 huruf."),
            OpenApiParameter(
                "edition",
                str,
                enum=Kbli.Edition.values,
                description="Kosong: KBLI 2025; untuk kode yang artinya berbeda, kedua edisi.",
            ),
            OpenApiParameter("limit", int, description=f"1 sampai {MOST}; kosong: 20."),
        ],
        responses=ResultSerializer,
        examples=[OpenApiExample("Kata sehari-hari", value="kursus menjahit", parameter_only=("q", "query"))],
        tags=["KBLI"],
    )
    def get(self, request: Request) -> Response:
        """Ranked list of code, title, edition and risks."""
        question = Question(data=request.query_params)
        question.is_valid(raise_exception=True)
        asked = question.validated_data
        edition = asked.get("edition", "")
        hits = queries.search(asked["q"], edition=edition, limit=asked["limit"])
        answers = [asdict(answer(rank, hit)) for rank, hit in enumerate(hits, 1)]
        ask = bool(not edition and queries.both_meanings(asked["q"]))
        return Response({"query": asked["q"], "count": len(answers), "ask_edition": ask, "results": answers})


def answer(rank: int, hit: Hit) -> Answer:
    """A hit as the API says it."""
    entry: Entry = hit.entry
    return Answer(
        rank=rank,
        edition=entry.edition,
        code=entry.code,
        title=entry.title,
        risks=list(entry.risks),
        risks_by_scale=[asdict(ScaleRisk(scale, risks)) for scale, risks in entry.risks_by_scale],
        is_indicative=bool(entry.risks) and not entry.is_firm,
        coverage=entry.coverage,
        moved_to=entry.moved_to,
        matched=hit.matched,
    )
