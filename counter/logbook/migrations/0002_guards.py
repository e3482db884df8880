"""The database itself refuses to change a row of the book that has ended, and to remove any."""

from django.db import migrations

from foundation.journal.guards import Guard, adding, append_only, dropping

GUARDS = [
    Guard("logbook_visit", "UPDATE", "a row that has ended is never changed", when="OLD.ended_at IS NOT NULL"),
    Guard("logbook_visit", "DELETE", "rows stay"),
    Guard("logbook_visit", "TRUNCATE", "rows stay"),
    *append_only("logbook_visitact"),
    *append_only("logbook_sigapnumber"),
    *append_only("logbook_dayclose"),
]


class Migration(migrations.Migration):
    dependencies = [("logbook", "0001_initial")]
    operations = [migrations.RunPython(adding(GUARDS), dropping(GUARDS))]
