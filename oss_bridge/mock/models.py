"""The memory of the mock: its own SQLite file, nothing shared with the portal.

``objects`` is declared on each model because the type checker knows only the portal's applications.
"""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Remembered(models.Model):
    """A row of the mock."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


class Counter(Remembered):
    """The last serial given; raised inside the transaction that uses it."""

    objects: ClassVar[models.Manager["Counter"]] = models.Manager()
    name = models.CharField(max_length=20, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        app_label = "oss_mock"


class Holder(Remembered):
    """One pelaku usaha with its NIB; the tree is the one that OSS pushes."""

    objects: ClassVar[models.Manager["Holder"]] = models.Manager()
    nib = models.CharField(max_length=13, primary_key=True)
    identity = models.CharField(max_length=300, unique=True)
    oss_id = models.CharField(max_length=25, db_index=True)
    npwp = models.CharField(max_length=22, blank=True, db_index=True)
    name = models.CharField(max_length=255)
    tree = models.JSONField()
    numbers_given = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "oss_mock"


class Permit(Remembered):
    """One permit: what OSS says of it, and what the office last sent."""

    objects: ClassVar[models.Manager["Permit"]] = models.Manager()
    licence_id = models.CharField(max_length=25, primary_key=True)
    nib = models.CharField(max_length=13, db_index=True)
    project_id = models.CharField(max_length=25)
    code = models.CharField(max_length=2)
    origin = models.CharField(max_length=10)
    reference = models.CharField(max_length=26, blank=True, db_index=True)
    edition = models.CharField(max_length=4, blank=True)
    title = models.CharField(max_length=300, blank=True)
    authority_code = models.CharField(max_length=2, blank=True)
    portal_code = models.CharField(max_length=2, blank=True)
    portal_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    attachment_url = models.TextField(blank=True)
    file_id = models.CharField(max_length=22, blank=True)
    history = models.JSONField(default=list)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "oss_mock"
        ordering = ["-licence_id"]


class HandedOver(Remembered):
    """What was answered to a reference; answered again word for word."""

    objects: ClassVar[models.Manager["HandedOver"]] = models.Manager()
    reference = models.CharField(max_length=26, primary_key=True)
    answer = models.JSONField()

    class Meta:
        app_label = "oss_mock"


class File(Remembered):
    """A file that OSS serves: signed by it, or uploaded there by a pelaku usaha."""

    objects: ClassVar[models.Manager["File"]] = models.Manager()
    file_id = models.CharField(max_length=22, primary_key=True)
    licence_id = models.CharField(max_length=25, db_index=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    data = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "oss_mock"


class Certificate(Remembered):
    """A certificate that the office told of."""

    objects: ClassVar[models.Manager["Certificate"]] = models.Manager()
    licence_id = models.CharField(max_length=25, primary_key=True)
    data = models.JSONField()

    class Meta:
        app_label = "oss_mock"


class Letter(Remembered):
    """A message that hands an OSS account to somebody."""

    objects: ClassVar[models.Manager["Letter"]] = models.Manager()
    at = models.DateTimeField()
    channel = models.CharField(max_length=20)
    sent_to = models.CharField(max_length=254)
    text = models.TextField()

    class Meta:
        app_label = "oss_mock"
        ordering = ["-id"]


class PushState(models.TextChoices):
    """Where a letter to the portal is."""

    WAITING = "waiting", "menunggu"
    DONE = "done", "diterima portal"


class Push(Remembered):
    """A letter to the portal. Sent again until the portal answers "1"; in order under one NIB."""

    objects: ClassVar[models.Manager["Push"]] = models.Manager()
    method = models.CharField(max_length=20)
    nib = models.CharField(max_length=13, db_index=True)
    body = models.JSONField()
    state = models.CharField(max_length=10, choices=PushState.choices, default=PushState.WAITING, db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    may_be_overtaken = models.BooleanField(default=False)
    not_before = models.DateTimeField()
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        app_label = "oss_mock"
        ordering = ["id"]


class Call(Remembered):
    """The journal: every call that came in, with its answer.

    A call that changed something is written in the transaction of the change, so that kill -9 can part neither from
    the other; ``http_status`` 0 means that the answer was never finished.
    """

    objects: ClassVar[models.Manager["Call"]] = models.Manager()
    at = models.DateTimeField(auto_now_add=True)
    method = models.CharField(max_length=40, db_index=True)
    licence_id = models.CharField(max_length=26, blank=True, db_index=True)
    http_status = models.PositiveSmallIntegerField()
    code = models.PositiveSmallIntegerField()
    fault = models.CharField(max_length=30, blank=True)
    request = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "oss_mock"
        ordering = ["-id"]


class Past(Remembered):
    """What a row was before a change; nothing when there was none. For going back (``rewinding``)."""

    objects: ClassVar[models.Manager["Past"]] = models.Manager()
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    table = models.CharField(max_length=20)
    key = models.CharField(max_length=40)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta:
        app_label = "oss_mock"
        ordering = ["id"]


class Knob(Remembered):
    """A trouble ordered by a tester: which fault, where, how often."""

    objects: ClassVar[models.Manager["Knob"]] = models.Manager()
    fault = models.CharField(max_length=30)
    method = models.CharField(max_length=40, default="*")
    licence_id = models.CharField(max_length=25, blank=True)
    left = models.PositiveIntegerField(null=True)
    probability = models.FloatField(default=1.0)
    seed = models.BigIntegerField(default=0)
    draws = models.JSONField(default=dict)  # by method and permit: how often it was drawn for
    seconds = models.FloatField(default=0)
    value = models.CharField(max_length=255, blank=True)

    class Meta:
        app_label = "oss_mock"
        ordering = ["id"]
