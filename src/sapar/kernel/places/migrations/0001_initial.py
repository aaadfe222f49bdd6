import django.db.models.deletion
import sapar.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=120, unique=True)),
                ('level', models.CharField(choices=[('macro_region', 'Region of several countries'), ('country', 'Country'), ('informal_area', 'Area without borders of its own'), ('oblast', 'Oblast (first-level region)'), ('city', 'City'), ('district', 'District'), ('municipality', 'Municipality (rural district)'), ('settlement', 'Village or town')], max_length=16)),
                ('labels', models.JSONField()),
                ('iso', models.CharField(max_length=6, null=True, unique=True)),
                ('source_ref', models.CharField(max_length=80, null=True, unique=True)),
                ('order', models.PositiveIntegerField()),
                ('valid_to', models.DateField(null=True)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='places.place')),
            ],
            options={
                'ordering': ('order',),
                'constraints': [models.CheckConstraint(condition=models.Q(('level__in', ['macro_region', 'country', 'informal_area', 'oblast', 'city', 'district', 'municipality', 'settlement'])), name='place_level_is_known'), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='place_is_not_its_own_parent'), models.CheckConstraint(condition=models.Q(('labels__has_keys', ['en', 'ru', 'ky'])), name='place_has_three_labels'), models.CheckConstraint(condition=models.Q(('code__regex', '^[A-Za-z0-9-]+(/[a-z0-9-]+)*$')), name='place_code_is_a_path')],
            },
        ),
        migrations.CreateModel(
            name='PlaceAlias',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=120)),
                ('lang', models.CharField(max_length=8)),
                ('folded', models.CharField(db_index=True, max_length=120)),
                ('stem', models.CharField(db_index=True, max_length=120)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='places.place')),
            ],
            options={
                'ordering': ('place', 'text'),
                'constraints': [models.UniqueConstraint(fields=('place', 'text'), name='alias_once_per_place'), models.CheckConstraint(condition=models.Q(models.Q(('folded', ''), _negated=True), models.Q(('stem', ''), _negated=True)), name='alias_has_letters')],
            },
        ),
    ]
