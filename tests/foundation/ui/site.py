"""A small site for the tests of the front end: the product's doors and a few that misbehave on request."""

import hashlib
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError, ProgrammingError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import path

from accounts.access import public, signed_in
from foundation.ui import errors
from portal.urls import handler400, handler403, handler404, handler500
from portal.urls import urlpatterns as doors

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

drafts: list[dict[str, Any]] = []
uploads: list[dict[str, Any]] = []

DRAFT = """{% extends "base.html" %}{% block title %}Draf{% endblock %}{% block content %}<h1>Draf</h1>
<form method="post" novalidate data-autosave="/coba/draf/simpan/">{% csrf_token %}
<input type="hidden" name="versi" value="1">
<div class="field"><label for="nama">Nama</label><input id="nama" name="nama"></div>
<div class="actions">{% button "Simpan" %}{% autosave_status %}</div></form>{% endblock %}"""

ASK = """{% extends "base.html" %}{% block title %}Tanya{% endblock %}{% block content %}<h1>Tanya</h1>
<form method="post" novalidate>{% csrf_token %}
{% if faulty %}<div role="alert" tabindex="-1" data-error-summary>Isi nama.</div>{% endif %}
<label for="nama">Nama</label><input id="nama" name="nama">{% button "Lanjut" %}</form>{% endblock %}"""

UPLOAD = """{% extends "base.html" %}{% block title %}Unggah{% endblock %}{% block content %}<h1>Unggah</h1>
{% upload_card title="Denah" id="syarat-1" %}
{% for file in files %}
{% file_row name=file.name meta=file.size|ukuran %}{% endfile_row %}{% endfor %}
{% upload_form "/coba/unggah/" id="unggah-1" max_bytes=3000000 error=error %}{% endupload_card %}{% endblock %}"""

LIVE = """{% extends "base.html" %}{% block title %}Cari{% endblock %}{% block content %}<h1>Cari</h1>
<form method="get" action="/coba/cari/" data-live="hasil">
<label for="q">Kata</label><input id="q" name="q" value="{{ q }}">{% button "Cari" %}</form>
<div id="hasil"><p role="status">{{ q|length }} cocok</p></div>{% endblock %}"""


def page(request: HttpRequest, source: str, status: int = 200, **context: Any) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(source).render(context, request), status=status)


@public
def draft(request: HttpRequest) -> HttpResponse:
    return page(request, DRAFT)


@public
def keep_draft(request: HttpRequest) -> HttpResponse:
    name, version = request.POST["nama"], int(request.POST["versi"])
    drafts.append({"nama": name, "versi": version})
    if name == "bentrok":
        return JsonResponse({"message": "Draf ini baru diubah di perangkat lain. Muat ulang dulu."}, status=409)
    if name == "putus":
        return HttpResponse(status=503)
    return JsonResponse({"version": version + 1, "saved_at": "10.42"})


@public
def upload(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return page(request, UPLOAD, files=uploads)
    file = request.FILES["berkas"]
    body = file.read()
    if file.name == "jahat.pdf":
        return page(request, UPLOAD, 422, files=uploads, error="Berkas ini memuat program. Unggah PDF biasa.")
    uploads.append({"name": file.name, "size": len(body), "head": body[:4], "sha256": hashlib.sha256(body).hexdigest()})
    return redirect("/coba/unggah/")


@public
def ask(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return page(request, ASK)
    return redirect("/coba/cari/") if request.POST["nama"] else page(request, ASK, 422, faulty=True)


@public
def search(request: HttpRequest) -> HttpResponse:
    return page(request, LIVE, q=request.GET.get("q", ""))


@public
def misbehave(request: HttpRequest, how: str) -> HttpResponse:
    raise {
        "400": SuspiciousOperation("x"),
        "413": RequestDataTooBig("x"),
        "403": PermissionDenied("Peran Anda tidak membuka halaman ini."),
        "500": RuntimeError("x"),
        "503": OperationalError("database is locked"),
        "salah": (OperationalError if connection.vendor == "sqlite" else ProgrammingError)("no such table: x"),
    }[how]


@public
def refuse(request: HttpRequest) -> HttpResponse:
    return errors.refused(request, "Berkas sudah dikirim.", back_url="/permohonan/1/")


@public
def slow_down(request: HttpRequest) -> HttpResponse:
    return errors.too_many(request, 40)


@signed_in
def private(request: HttpRequest) -> HttpResponse:
    return render(request, "confirm.html", {"confirm_label": "Ya, batalkan", "cancel_url": "/", "danger": True})


urlpatterns = [
    path("coba/draf/", draft),
    path("coba/draf/simpan/", keep_draft),
    path("coba/unggah/", upload),
    path("coba/cari/", search),
    path("coba/tanya/", ask),
    path("coba/rusak/<str:how>/", misbehave),
    path("api/coba/rusak/<str:how>/", misbehave),
    path("coba/tolak/", refuse),
    path("coba/pelan/", slow_down),
    path("coba/pribadi/", private),
    *doors,
]
