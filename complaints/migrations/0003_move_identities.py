"""Who told it moves to a table of its own; what is about an official or the office goes to triage."""

from django.db import migrations


def move(apps, schema_editor):
    complaint_model = apps.get_model("complaints", "Complaint")
    complainant_model = apps.get_model("complaints", "Complainant")
    passage_model = apps.get_model("complaints", "StagePassage")
    for row in complaint_model.objects.iterator():
        if row.contact_name or row.contact:
            complainant_model.objects.get_or_create(
                complaint=row, defaults={"name": row.contact_name, "contact": row.contact}
            )
        passage_model.objects.get_or_create(complaint=row, stage=row.stage, defaults={"entered_at": row.created_at})
    complaint_model.objects.filter(subject__in=["official", "government"]).update(lane="triage")


class Migration(migrations.Migration):
    dependencies = [("complaints", "0002_lanes_passages_dialogue")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
