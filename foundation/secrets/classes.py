"""How sensitive a piece of data is. A model says it once in ``data_class``; encrypted fields say it by themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.secrets.fields import BlindIndexField, EncryptedField


class DataClass(models.TextChoices):
    """Publik: anybody may read. Terbatas: office work. Pribadi: about a person (UU 27/2022). Rahasia: keys, codes."""

    PUBLIK = "publik", _("publik")
    TERBATAS = "terbatas", _("terbatas")
    PRIBADI = "pribadi", _("pribadi")
    RAHASIA = "rahasia", _("rahasia")


def class_of(field: "models.Field[object, object]") -> DataClass | None:
    """The class of a model field, or None when nobody has said it."""
    if isinstance(field, EncryptedField | BlindIndexField):
        return DataClass.PRIBADI
    said = getattr(field.model, "data_class", None)
    by_field = getattr(field.model, "data_classes", {})
    return by_field.get(field.name, said)
