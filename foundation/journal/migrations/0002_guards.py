"""The database itself refuses to change or remove what the journal holds."""

from django.db import migrations

from foundation.journal.guards import Guard, adding, append_only, dropping

GUARDS = [
    *append_only("journal_entry"),
    *append_only("journal_seal"),
    Guard("journal_head", "DELETE", "the end of the chain stays"),
]


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunPython(adding(GUARDS), dropping(GUARDS))]
