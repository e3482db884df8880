"""/survei/: the published index, its board for the wall, and the paper form."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.access import public
from accounts.requests import Request
from foundation.identity.running_text import masked
from surveys.models import Period, ServiceAsked
from surveys.queries import periods
from surveys.queries.board import for_everybody, history
from surveys.reporting import charts
from surveys.reporting.method import method_note
from surveys.terms import TRAIT_LABELS, TRAITS


@public
def results(request: Request) -> HttpResponse:
    """The newest published period (of one that runs: that it runs); ``?periode=`` and ``?layanan=`` choose."""
    shown = periods.shown_to_public()
    if not shown:
        return render(request, "surveys/results.html", {"periods": []})
    period, service = chosen(request, shown)
    found = for_everybody(period, service=service)
    earlier = [p for p in shown if p.published_at and p.starts_on <= period.starts_on]
    past = history(earlier[:6]) if service is None and found.is_open else []
    suggestions = [(s.get_unsur_display(), masked(s.text), s.answer) for s in periods.answered_in_public(period)[:20]]
    context = {
        "periods": shown, "period": period, "board": found, "suggestions": suggestions, "history": past,
        "chart": charts.of_lines(found) if found.is_open else "",
        "trend": charts.of_history(past) if len(past) > 1 else "",
        "method": method_note(found),
    }  # fmt: skip
    return render(request, "surveys/results.html", context)


def chosen(request: Request, shown: list[Period]) -> tuple[Period, ServiceAsked | None]:
    """Period and service of the address; 404 for what is not shown."""
    wanted = request.GET.get("periode", "")
    first = next((p for p in shown if p.published_at), shown[0])
    period = next((p for p in shown if str(p.pk) == wanted), None) if wanted else first
    if period is None:
        raise Http404
    slug = request.GET.get("layanan", "")
    return period, get_object_or_404(periods.services(), slug=slug) if slug else None


@public
def wall(request: Request) -> HttpResponse:
    """The board on one A4 sheet, for the wall of the office."""
    shown = periods.shown_to_public()
    if not shown:
        raise Http404
    period, service = chosen(request, shown)
    found = for_everybody(period, service=service)
    context: dict[str, Any] = {"period": period, "board": found}
    return render(request, "surveys/wall.html", {**context, "chart": charts.of_lines(found) if found.is_open else ""})


@public
def paper(request: Request) -> HttpResponse:
    """The questionnaire on paper, to be ticked by hand."""
    period = periods.running()
    if period is None:
        raise Http404
    questions = period.questionnaire.questions.order_by("position")
    traits = [(TRAIT_LABELS[name], [str(label) for label in choices.labels]) for name, choices in TRAITS.items()]
    from_form = {"questions": questions, "traits": traits, "period": period}
    return render(request, "surveys/blank.html", from_form)
