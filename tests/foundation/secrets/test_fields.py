"""Encrypted columns and the index that finds them, on a table made for this page."""

import io
import json

import pytest
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from foundation.journal import book
from foundation.journal.who import Who
from foundation.secrets import box
from foundation.secrets.classes import DataClass, class_of
from foundation.secrets.fields import BlindIndexField, EncryptedField, EncryptedJSONField, EncryptedTextField
from foundation.secrets.index import blind_index
from foundation.secrets.rotation import columns, reindex, rotate
from tests.foundation.secrets.test_box import NEW, OLD

NIK = "1377015708900003"


@pytest.fixture
def person(transactional_db):
    """A table with one of each field."""
    with isolate_apps("foundation.secrets"):

        class Person(models.Model):
            nik = EncryptedTextField(blank=True, default="")
            nik_index = BlindIndexField(source="nik", purpose="nik")
            answers = EncryptedJSONField(default=dict)
            extra = EncryptedJSONField(null=True)

            class Meta:
                app_label = "secrets"

            def __str__(self):
                return str(self.pk)

        with connection.schema_editor() as editor:
            editor.create_model(Person)
        yield Person
        with connection.schema_editor() as editor:
            editor.delete_model(Person)


def stored(model):
    """The rows as the disk holds them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nik, nik_index, answers, extra FROM {model._meta.db_table} ORDER BY id")
        return cursor.fetchall()


def test_values_come_back_and_rest_unreadable(person):
    one = person.objects.create(nik=NIK, answers={"telepon": "0812", "ke": [1, None, "Ünï"]})
    again = person.objects.get(pk=one.pk)
    assert (again.nik, again.answers, again.extra) == (NIK, {"telepon": "0812", "ke": [1, None, "Ünï"]}, None)
    assert person.objects.values_list("nik", flat=True).get() == NIK
    row = stored(person)[0]
    assert row[0].startswith("v1.t1.")
    assert row[1] == blind_index("nik", NIK)
    assert row[3] is None
    assert not any(secret in str(row) for secret in (NIK, "0812", "telepon"))


def test_an_empty_text_stays_empty_and_has_an_empty_index(person):
    person.objects.create(nik="")
    assert stored(person)[0][:2] == ("", "")


@pytest.mark.parametrize("value", [{}, [], "", 0, False, None, "teks", {"a": {"b": [1.5]}}])
def test_every_json_value_survives(person, value):
    one = person.objects.create(answers=value, extra=value)
    again = person.objects.get(pk=one.pk)
    assert (again.answers, again.extra) == (value, value)


def test_a_person_is_found_by_the_index(person):
    person.objects.create(nik=NIK)
    person.objects.create(nik="1377011708900003")
    assert person.objects.get(nik_index=blind_index("nik", NIK)).nik == NIK


@pytest.mark.parametrize(
    "lookup", ["nik", "nik__in", "nik__icontains", "nik__startswith", "answers", "answers__telepon"]
)
def test_searching_an_encrypted_column_is_an_error_not_an_empty_answer(person, lookup):
    with pytest.raises(FieldError):
        person.objects.filter(**{lookup: NIK}).exists()


def test_whether_there_is_a_value_may_be_asked(person):
    person.objects.create()
    assert person.objects.filter(extra__isnull=True).count() == 1


def test_the_index_follows_a_changed_value(person):
    one = person.objects.create(nik=NIK)
    one.nik = "1377011708900003"
    one.save()
    assert person.objects.filter(nik_index=blind_index("nik", "1377011708900003")).exists()
    one.nik = ""
    one.save(update_fields=["nik", "nik_index"])
    assert stored(person)[0][:2] == ("", "")


def test_saving_the_value_without_its_index_is_refused(person):
    one = person.objects.create(nik=NIK)
    one.nik = ""
    with pytest.raises(FieldError, match="nik_index"):
        one.save(update_fields=["nik"])
    assert person.objects.get().nik == NIK


def test_update_closes_too(person):
    person.objects.create()
    person.objects.update(answers={"rahasia": 1})
    assert "rahasia" not in stored(person)[0][2]
    assert person.objects.get().answers == {"rahasia": 1}


def test_a_value_copied_between_columns_by_sql_does_not_open(person):
    person.objects.create(nik=NIK, extra="x")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {person._meta.db_table} SET extra = nik")
    with pytest.raises(box.CannotOpen):
        person.objects.get()


def test_migrations_write_the_fields_down_whole():
    field = BlindIndexField(source="nik", purpose="nik")
    text, imports = MigrationWriter.serialize(field)
    assert "source='nik'" in text
    assert "purpose='nik'" in text
    assert any("foundation.secrets.fields" in line for line in imports)
    again = field.clone()
    assert (again.source, again.purpose, again.max_length, again.db_index) == ("nik", "nik", 64, True)
    assert MigrationWriter.serialize(EncryptedJSONField(default=dict))[0].endswith("EncryptedJSONField(default=dict)")


@isolate_apps("foundation.secrets")
def test_an_index_on_ciphertext_is_a_system_check_error():
    class Wrong(models.Model):
        nik = EncryptedTextField(unique=True)

        class Meta:
            app_label = "secrets"

        def __str__(self):
            return "?"

    assert "secrets.E002" in [found.id for found in Wrong.check()]


def test_encrypted_fields_are_personal_data_by_themselves(person):
    assert class_of(person._meta.get_field("nik")) is DataClass.PRIBADI
    assert class_of(person._meta.get_field("nik_index")) is DataClass.PRIBADI
    assert class_of(person._meta.get_field("id")) is None


def test_rotation_moves_every_row_and_can_be_repeated(person, settings):
    settings.FIELD_KEYS = [OLD]
    for number in range(7):
        person.objects.create(nik=f"{number}", answers={"n": number})
    person.objects.create()
    settings.FIELD_KEYS = [NEW, OLD]
    field = person._meta.get_field("nik")
    assert rotate(field).moved == 7
    assert rotate(field).moved == 0
    rotate(person._meta.get_field("answers"))
    rotate(person._meta.get_field("extra"))
    settings.FIELD_KEYS = [NEW]
    assert sorted(row.nik for row in person.objects.all()) == ["", *map(str, range(7))]


def test_rotation_counts_what_no_key_opens_and_leaves_it(person, settings):
    settings.FIELD_KEYS = [OLD]
    person.objects.create(nik=NIK)
    before = stored(person)
    settings.FIELD_KEYS = [NEW]
    tally = rotate(person._meta.get_field("nik"))
    assert (tally.moved, tally.failed) == (0, 1)
    assert stored(person) == before


def test_a_new_index_key_is_followed_by_a_rebuild(person, settings):
    person.objects.create(nik=NIK)
    person.objects.create()
    settings.INDEX_KEY = "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg="
    assert not person.objects.filter(nik_index=blind_index("nik", NIK)).exists()
    assert reindex(person._meta.get_field("nik_index")).moved == 1
    assert person.objects.get(nik_index=blind_index("nik", NIK)).nik == NIK


def test_the_command_walks_the_real_tables():
    assert "accounts_user.phone" in [field.context for field in columns(EncryptedField)]


@pytest.mark.django_db
def test_the_command_says_what_it_moved(settings, django_user_model):
    settings.FIELD_KEYS = [OLD]
    user = django_user_model.objects.create_user("sari@contoh.id", name="Sari", phone="+6281234567890")
    settings.FIELD_KEYS = [NEW, OLD]
    out = io.StringIO()
    call_command("rotate_keys", stdout=out)
    assert "accounts_user.phone: 1 moved" in out.getvalue()
    settings.FIELD_KEYS = [NEW]
    assert json.dumps(django_user_model.objects.get(pk=user.pk).phone) == '"+6281234567890"'
    settings.FIELD_KEYS = [OLD]
    with pytest.raises(CommandError, match="older key"):
        call_command("rotate_keys", stdout=io.StringIO())


@pytest.mark.django_db
def test_a_table_that_refuses_changes_keeps_its_key_and_the_command_says_so(settings):
    settings.FIELD_KEYS = [OLD]
    book.record("uji.terjadi", subject="uji:1", who=Who(), note="rahasia")
    settings.FIELD_KEYS = [NEW, OLD]
    out = io.StringIO()
    with pytest.raises(CommandError, match="older key"):
        call_command("rotate_keys", stdout=out)
    assert "journal_entry.note: 0 moved; " in out.getvalue()
    assert "accounts_user.phone: 0 moved\n" in out.getvalue()
    assert book.of("uji:1").get().note == "rahasia"
