"""LAPOR!'s sheet in and out, and the words of it that the office may correct."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from complaints.channels.forms import SheetForm, WordForm
from complaints.channels.lapor import exporting, importing, sheet
from complaints.forms.register import RegisterFilter
from complaints.models import LaporWord
from complaints.queries import visible_to
from foundation.journal import book

PAGE = "complaints/channels/lapor.html"


def page(request: Request, form: SheetForm, *, status: int = 200, **more: object) -> HttpResponse:
    """The page with its words and whatever was just done."""
    facts = {"form": form, "words": LaporWord.objects.all(), "most": sheet.MOST_ROWS, "may_carry": carries(request)}
    return render(request, PAGE, {**facts, **more}, status=status)


def carries(request: Request) -> bool:
    """Does this person carry reports over? An admin only mends the words."""
    return request.actor.role == Role.COMPLAINTS


@roles(Role.COMPLAINTS, Role.ADMIN)
@never_cache
def lapor(request: Request) -> HttpResponse:
    """Upload a sheet; the answer tells each line's fate. The same sheet again adds nothing."""
    if request.method != "POST":
        return page(request, SheetForm())
    if not carries(request):
        raise PermissionDenied
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, form, status=422)
    upload = form.cleaned_data["berkas"]
    try:
        data = upload.read(sheet.MOST_BYTES + 1)
        fates = importing.take(data, actor=request.actor)
    except sheet.SheetRefused as no:
        form.add_error("berkas", str(no))
        return page(request, form, status=422)
    return page(request, SheetForm(), fates=fates, counts=importing.counted(fates))


@roles(Role.COMPLAINTS)
@require_safe
@never_cache
def export(request: Request) -> HttpResponse:
    """The register as chosen, in LAPOR!'s columns."""
    rows = RegisterFilter(request.GET).apply(visible_to(request.actor))
    response = HttpResponse(exporting.make(rows, actor=request.actor), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="pengaduan-lapor-{timezone.localdate():%Y-%m-%d}.csv"'
    return response


@roles(Role.COMPLAINTS, Role.ADMIN)
@never_cache
def word(request: Request, pk: int) -> HttpResponse:
    """Correct one word: LAPOR! changed it, or we had it wrong. Journalled."""
    found = get_object_or_404(LaporWord, pk=pk)
    form = WordForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        book.record("complaint.lapor_word", subject="complaints:lapor", who=request.actor, data={"key": found.key})
        return redirect("complaint_lapor")
    return render(
        request,
        "complaints/channels/lapor_word.html",
        {"form": form, "word": found},
        status=422 if form.errors else 200,
    )
