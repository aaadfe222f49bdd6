from django.db import migrations, models
from django.db.models.functions import Now

import sapar.kernel.ids


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="KeyWrap",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=sapar.kernel.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject", models.UUIDField()),
                ("organisation", models.UUIDField()),
                ("epoch", models.PositiveIntegerField()),
                ("wrapped", models.BinaryField()),
                ("created_at", models.DateTimeField(db_default=Now())),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject", "organisation"), name="keywrap_one_per_organisation"
                    )
                ],
                "indexes": [
                    models.Index(fields=["organisation", "epoch"], name="keywrap_by_epoch")
                ],
            },
        ),
    ]
