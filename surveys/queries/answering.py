"""What the forms ask before they take an answer."""

import uuid

from surveys.models import ServiceAsked, Sheet, SpentToken


def service(pk: int) -> ServiceAsked | None:
    """The service of a token."""
    return ServiceAsked.objects.filter(pk=pk).first()


def is_spent(token_hash: str) -> bool:
    """Has this token been used?"""
    return SpentToken.objects.filter(pk=token_hash).exists()


def is_kept(submission: uuid.UUID) -> bool:
    """Is this sending in already?"""
    return Sheet.objects.filter(pk=submission).exists()
