"""manage.py enrol_signer EMAIL: make a certificate of the development CA for an official (SIGNER=pengembangan)."""

import getpass
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from foundation.journal import book
from foundation.journal.who import Who
from foundation.signing import authority
from foundation.signing.terms import Signatory

SHORTEST = 12


class Command(BaseCommand):
    """The official types the passphrase at this terminal; it is written nowhere."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """The account's address."""
        parser.add_argument("email")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Enrol, or say why not."""
        if settings.SIGNER != "pengembangan":
            raise CommandError("With SIGNER=pkcs12 put the official's file <NIP>.p12 into SIGNING_FOLDER.")
        user = User.objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError("No account has this address.")
        passphrase = getpass.getpass("Passphrase of the certificate: ")
        if len(passphrase) < SHORTEST:
            raise CommandError(f"At least {SHORTEST} characters.")
        authority.enrol(signatory_of(user), passphrase)
        book.record("signer.enrolled", subject=f"user:{user.pk}", who=Who())
        self.stdout.write(f"Certificate made for {user.name}.")


def signatory_of(user: User) -> Signatory:
    """The official as a signatory."""
    return Signatory(key=user.nip or f"akun-{user.pk}", name=user.name, job_title=user.job_title)
