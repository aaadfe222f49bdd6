import django.db.models.deletion
import django.utils.timezone
import sapar.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('as_of', models.DateField()),
                ('issued_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.place')),
            ],
            options={
                'ordering': ['-issued_at'],
                'constraints': [models.UniqueConstraint(fields=('region', 'number'), name='bulletin_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Definition',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=80)),
                ('version', models.PositiveIntegerField(default=1)),
                ('labels', models.JSONField()),
                ('query', models.JSONField()),
                ('approved_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='definition_version_once')],
            },
        ),
        migrations.CreateModel(
            name='PrintedFigure',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('value', models.BigIntegerField(null=True)),
                ('unit', models.CharField(max_length=64)),
                ('qualifier', models.CharField(max_length=16)),
                ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='insight.bulletin')),
                ('definition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='printed', to='insight.definition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('bulletin', 'definition'), name='printed_once_per_bulletin'), models.CheckConstraint(condition=models.Q(('value__isnull', True), ('value__gte', 0), _connector='OR'), name='printed_not_negative')],
            },
        ),
    ]
