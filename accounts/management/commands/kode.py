"""``manage.py kode [e-mail]``: the present second-factor codes of the demo's staff. Refused outside the demo."""

from argparse import ArgumentParser
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import demo


class Command(BaseCommand):
    """Prints sign-in codes."""

    help = "Cetak kode masuk petugas contoh (hanya dalam mode uji coba)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One address, or all staff."""
        parser.add_argument("email", nargs="?", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line per account.

        Raises:
            CommandError: outside the demo.
        """
        if not settings.DEMO:
            raise CommandError("Kode contoh hanya untuk mode uji coba (DEMO=1).")
        counter = next(iter(yield_hotp_counters_from_time()))
        for person in demo.PEOPLE:
            if person.role.is_staff and options["email"] in {"", person.email}:
                code = format_hotp_value(hotp_value(demo.secret_of(person.email), counter))
                self.stdout.write(f"{code}  {person.email}  {person.role.label}")
