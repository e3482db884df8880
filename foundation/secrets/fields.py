"""Model fields that rest encrypted, and the index that finds them.

Empty text stays empty in the database (so "has none" can be seen); everything else is a
``box`` text. An encrypted column cannot be searched: ask its BlindIndexField, with
``index.blind_index(purpose, value)``. ``QuerySet.update`` and ``bulk_update`` do not run
``pre_save``: never write an indexed encrypted field with them.
"""

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import checks
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.signals import pre_save

from foundation.secrets import box
from foundation.secrets.index import blind_index

if TYPE_CHECKING:  # Django's fields take type arguments in its stubs only
    TextColumn = models.TextField[Any, Any]
    IndexColumn = models.CharField[str, str]
else:
    TextColumn, IndexColumn = models.TextField, models.CharField

SEARCHABLE = frozenset({"isnull"})


class EncryptedField(TextColumn):
    """A text column whose content is closed with the key ring. Lookups other than isnull raise FieldError."""

    @property
    def context(self) -> str:
        """The place that the value is bound to: ``table.column``."""
        return f"{self.model._meta.db_table}.{self.column}"

    def check(self, **kwargs: Any) -> list[Any]:
        """An index on a random ciphertext finds nothing and guards nothing."""
        found = super().check(**kwargs)
        if self.unique or getattr(self, "db_index", False) or self.primary_key:
            found.append(checks.Error(f"{self} is encrypted: index its BlindIndexField.", obj=self, id="secrets.E002"))
        return found

    def seal(self, value: Any) -> str:
        """The text that rests in the database."""
        return box.close(value, context=self.context) if value else ""

    def unseal(self, stored: str) -> Any:
        """The value behind a stored text. Raises box.CannotOpen."""
        return box.open_(stored, context=self.context) if stored else ""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Close on the way in."""
        if value is None or hasattr(value, "resolve_expression"):
            return value
        return self.seal(self.get_prep_value(value))

    def get_prep_value(self, value: Any) -> Any:
        """Plain value; closing happens in get_db_prep_value only, once."""
        return value

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Open on the way out."""
        return None if value is None else self.unseal(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only isnull: any comparison with a random ciphertext would silently find nothing."""
        if lookup_name not in SEARCHABLE:
            raise FieldError(f"{self.name} is encrypted and cannot be searched; use its blind index.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        """None: an encrypted value has no parts that a query could see."""
        raise FieldError(f"{self.name} is encrypted and cannot be searched; use its blind index.")


class EncryptedTextField(EncryptedField):
    """A personal number or text (NIK, NPWP, phone), at rest in AES-256-GCM."""

    def get_prep_value(self, value: Any) -> Any:
        """Text only."""
        return None if value is None else str(value)


class EncryptedJSONField(EncryptedField):
    """Any JSON value, at rest in AES-256-GCM. None is SQL NULL where the column allows it."""

    empty_strings_allowed = False

    def seal(self, value: Any) -> str:
        """JSON first, then the box."""
        return box.close(
            json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False),
            context=self.context,
        )

    def unseal(self, stored: str) -> Any:
        """The JSON value behind a stored text."""
        return json.loads(box.open_(stored, context=self.context)) if stored else None

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """NULL where allowed, else the closed JSON text (of ``null`` too)."""
        if value is None and not self.null:
            return self.seal(None)
        return super().get_db_prep_value(value, connection, prepared)

    def to_python(self, value: Any) -> Any:
        """JSON values pass as they are."""
        return value

    def value_to_string(self, obj: models.Model) -> Any:
        """For serialisers: the value itself, which JSON can carry."""
        return self.value_from_object(obj)

    def formfield(self, **kwargs: Any) -> Any:
        """A JSON form field."""
        return models.Field.formfield(self, **{"form_class": forms.JSONField, **kwargs})


class BlindIndexField(IndexColumn):
    """The index of another, encrypted field of the same row; filled at every save, blank when that is blank."""

    def __init__(self, *args: Any, source: str, purpose: str, **kwargs: Any) -> None:
        self.source = source
        self.purpose = purpose
        super().__init__(
            *args,
            **{
                "editable": False,
                "blank": True,
                "db_index": True,
                "default": "",
                **kwargs,
                "max_length": 64,
            },
        )

    def deconstruct(self) -> Any:
        """What a migration writes down: source and purpose on top of the text field."""
        name, path, args, kwargs = super().deconstruct()
        return (
            name,
            path,
            args,
            {**kwargs, "source": self.source, "purpose": self.purpose},
        )

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Watch partial saves that would leave the index behind its source."""
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            pre_save.connect(self._refuse_half_saves, sender=cls)

    def _refuse_half_saves(self, sender: Any, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
        if update_fields is not None and self.source in update_fields and self.attname not in update_fields:
            raise FieldError(f"Save {self.attname} together with {self.source}, or the index goes stale.")

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Compute the index from the source as it is saved."""
        value = blind_index(self.purpose, getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, value)
        return value
