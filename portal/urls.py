"""Every door of the house, by room. Rooms own their paths; this page only says who is mounted where."""

from csp.decorators import csp_update
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

with_icons = csp_update({"img-src": ["data:"]})  # the page of the API's description draws its icons from its stylesheet

urlpatterns = [
    path("", include("counter.urls")),  # first: the whole hall asks every two seconds
    path("", include("portal.home.urls")),
    path("", include("portal.journal.urls")),
    path("", include("foundation.pulse.urls")),
    path("", include("foundation.calendar.urls")),
    path("", include("foundation.office.urls")),
    path("", include("foundation.ui.urls")),
    path("", include("foundation.files.urls")),
    path("", include("foundation.messaging.urls")),
    path("", include("foundation.signing.urls")),
    path("", include("accounts.urls")),
    path("", include("licensing.catalogue.urls")),
    path("", include("licensing.catalogue.services.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", with_icons(SpectacularSwaggerSplitView.as_view(url_name="schema")), name="api_docs"),
    path("", include("licensing.urls")),
    path("", include("complaints.urls")),
    path("", include("surveys.urls")),
    path("", include("supervision.urls")),
    path("", include("counter.logbook.urls")),
    path("", include("counter.assisted.urls")),
    path("", include("oss_bridge.urls")),
]

handler400 = "foundation.ui.errors.bad_request"
handler403 = "foundation.ui.errors.forbidden"
handler404 = "foundation.ui.errors.not_found"
handler500 = "foundation.ui.errors.broken"
