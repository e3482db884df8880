"""The database itself refuses to lower, skip or remove a counter."""

from django.db import migrations

from foundation.journal.guards import Guard, adding, dropping

GUARDS = [
    Guard("numbers_counter", "UPDATE", "a counter goes up by one", when="NEW.last <> OLD.last + 1"),
    Guard("numbers_counter", "DELETE", "a counter stays"),
    Guard("numbers_counter", "TRUNCATE", "a counter stays"),
]


class Migration(migrations.Migration):
    dependencies = [("numbers", "0001_initial")]
    operations = [migrations.RunPython(adding(GUARDS), dropping(GUARDS))]
