"""The small site of the front end's tests, and the real intake."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from accounts.access import public
from foundation.files import intake
from foundation.journal.who import Who
from tests.foundation.ui import site


@csrf_exempt
@public
def take_in(request: HttpRequest) -> HttpResponse:
    """Hand a file to the intake and answer its hash."""
    file = intake.receive(request.FILES["berkas"], purpose="uji", subject="application:1", who=Who(user_id=7))
    return HttpResponse(file.sha256)


urlpatterns = [path("coba/masuk/", take_in), *site.urlpatterns]
