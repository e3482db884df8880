"""What lies on the OSS desk and the supervisors' desk of the furnished house."""

from typing import Any

from foundation.pulse.models import DueTask
from licensing.models import Application
from oss_bridge.models import Difference, Import
from supervision import actions as supervision
from supervision import limits
from tests.people import Town


def bridge_things(people: Town, expired: Application) -> dict[str, Any]:
    """A difference, stopped work, an import, a task; returns what stands behind the one argument of each door."""
    odd = Difference.objects.create(subject="permit:I-1", kind="missing_here", sentence="Uji")
    work = DueTask.objects.create(kind="oss.fetch_file", subject="oss_file:0", state="dead")
    limits.load()
    sheet = Import.objects.create(sheet="permits", name="uji.xlsx", sha256="0" * 64, read_by=people.admin)
    return {
        "oss_desk_difference": odd.pk,
        "oss_desk_work": work.pk,
        "oss_import_preview": sheet.pk,
        "supervision_task": supervision.open_for(expired).pk,
        "supervision_sheet": supervision.open_for(expired).pk,
        "supervision_limit_back": limits.known()[0].pk,
    }
