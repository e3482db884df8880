"""What the survey room brings to the tools of the house when it starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from foundation.ui import navigation


class SurveysConfig(AppConfig):
    """Menu, due work, and who may open the reports' files."""

    name = "surveys"
    label = "surveys"

    def ready(self) -> None:
        """Called once models are loaded, hence the imports here."""
        from foundation.files import policy  # noqa: PLC0415 - models must be loaded first
        from foundation.pulse import due  # noqa: PLC0415
        from surveys.actions import offering, reports, tallies  # noqa: PLC0415
        from surveys.queries.periods import READERS  # noqa: PLC0415

        navigation.register(navigation.VISITOR, _("Hasil survei"), "survey_results", 60)
        navigation.register((Role.COMPLAINTS, Role.ADMIN, Role.HEAD, Role.AUDITOR), _("Survei"), "survey_desk", 60)
        navigation.register((Role.INFORMATION, Role.CLERK), _("Lembar survei"), "survey_paper", 70)
        due.register(tallies.TALLY, tallies.count_due)
        due.register(reports.DRAW, reports.draw_due, lease_seconds=300)
        due.every("survey.offer", offering.sweep_due, seconds=300)
        due.every("survey.recount", tallies.recount_yesterday, at="01:30", lease_seconds=900)
        policy.register("survey_report", lambda actor, _file: actor.role in READERS)
