"""/loket/bantu/akun/: a code to the account of whoever stands there, read out to match account and KTP-el."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import roles
from accounts.requests import Request
from accounts.roles import Role
from counter.assisted.actions import proving
from counter.assisted.forms.service import CodeForm
from counter.assisted.models import Assistance
from counter.assisted.views.service import TEMPLATE, or_why_not, service_context, with_person
from licensing.views.replies import unready

clerks = roles(Role.CLERK)


@clerks
@require_POST
@with_person
@or_why_not
def ask(request: Request, assistance: Assistance) -> HttpResponse:
    """Send the code."""
    proving.ask(assistance, actor=request.actor)
    messages.info(request, _("Kode dikirim ke akun pemohon. Minta pemohon membacakan enam angkanya."))
    return redirect("assist")


@clerks
@require_POST
@with_person
@or_why_not
def confirm(request: Request, assistance: Assistance) -> HttpResponse:
    """The code that the person reads out."""
    form = CodeForm(request.POST)
    if not form.is_valid():
        return unready(request, TEMPLATE, service_context(request, assistance, proof_code=form, proof_sent=True))
    proving.confirm(assistance, form.cleaned_data["kode"], actor=request.actor)
    messages.success(request, _("Akun sudah dicocokkan dengan KTP-el."))
    return redirect("assist")
