"""``python -m faults.prepare``: tables, static files, a town and one activity, in a process of its own."""

from io import StringIO

import django
from django.core.management import call_command


def main() -> None:
    """Make the data ready."""
    django.setup()
    call_command("migrate", "--noinput", verbosity=0)
    call_command("load_holidays", stdout=StringIO())
    from faults import people  # noqa: PLC0415 - the rooms come after the settings
    from portal.launch import assets  # noqa: PLC0415

    assets.collect()
    people.found()


if __name__ == "__main__":
    main()
