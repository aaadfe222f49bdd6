"""Search keys become a table without a number of its own, of two more kinds, under a versioned key.

The sound table changed with this release, so stored keys are of no use any more: they are dropped, and
``sapar people check-index --mend`` computes them again from the sealed names.
"""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def first_version(apps, schema_editor):
    apps.get_model("people", "IndexVersion").objects.create(version=1)


class Migration(migrations.Migration):

    dependencies = [("people", "0003_protection")]

    operations = [
        migrations.DeleteModel("MatchKey"),
        migrations.CreateModel(
            name="MatchKey",
            fields=[
                ("pk", models.CompositePrimaryKey("h", "person_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("h", models.BigIntegerField()),
                ("person", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="match_keys", to="people.person")),
                ("kind", models.CharField(max_length=1)),
            ],
            options={
                "indexes": [models.Index(fields=["person"], name="match_key_by_person")],
                "constraints": [models.CheckConstraint(condition=models.Q(("kind__in", ["P", "D", "Y", "B", "F", "T", "I"])), name="match_key_kind")],
            },
        ),
        migrations.CreateModel(
            name="IndexVersion",
            fields=[
                ("version", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("retired_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField("person", "key_version", models.PositiveSmallIntegerField(default=1)),
        migrations.AddIndex("person", models.Index(fields=["key_version", "fold_version"], name="person_by_index_version")),
        migrations.RunPython(first_version, migrations.RunPython.noop),
    ]
