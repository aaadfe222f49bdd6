import django.db.models.deletion
import django.utils.timezone
import sapar.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('access', '__first__'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('person_id', models.UUIDField(null=True)),
                ('case_id', models.UUIDField(null=True)),
                ('headcount', models.PositiveIntegerField(null=True)),
                ('sex', models.CharField(blank=True, max_length=32)),
                ('age', models.PositiveSmallIntegerField(null=True)),
                ('age_band', models.CharField(blank=True, max_length=16)),
                ('group', models.CharField(blank=True, max_length=64)),
                ('citizenship', models.CharField(blank=True, max_length=2)),
                ('determination', models.CharField(blank=True, max_length=64)),
                ('kind', models.CharField(max_length=64)),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('unit', models.CharField(blank=True, max_length=64)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('on', models.DateField(null=True)),
                ('on_precision', models.CharField(default='day', max_length=8)),
                ('until', models.DateField(null=True)),
                ('source_kind', models.CharField(max_length=32)),
                ('source_id', models.UUIDField()),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='ledger.ledgerentry')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'on', 'kind'], name='ledger_ledg_organis_4213a6_idx'), models.Index(fields=['case_id', 'on'], name='ledger_ledg_case_id_b9065b_idx'), models.Index(fields=['person_id'], name='ledger_ledg_person__3923aa_idx'), models.Index(fields=['source_kind', 'source_id'], name='ledger_ledg_source__a11694_idx'), models.Index(fields=['kind', 'on'], include=('person_id', 'provider', 'reverses'), name='entry_for_figures')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('headcount__isnull', True), ('person_id__isnull', False)), models.Q(('headcount__gt', 0), ('person_id__isnull', True)), _connector='OR'), name='entry_of_a_person_or_a_group'), models.CheckConstraint(condition=models.Q(models.Q(('on__isnull', True), ('on_precision', 'unknown')), models.Q(('on__isnull', False), ('on_precision__in', ('day', 'month', 'season', 'year'))), _connector='OR'), name='entry_date_and_precision'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('on')), _connector='OR'), name='entry_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', True), ('currency', '')), models.Q(('amount__gte', 0), models.Q(('currency', ''), _negated=True)), _connector='OR'), name='entry_amount_has_currency'), models.CheckConstraint(condition=models.Q(('quantity__isnull', True), ('quantity__gt', 0), _connector='OR'), name='entry_quantity_positive'), models.CheckConstraint(condition=models.Q(('reverses', models.F('id')), _negated=True), name='entry_does_not_reverse_itself')],
            },
        ),
        migrations.CreateModel(
            name='EntryShare',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('project_id', models.UUIDField(null=True)),
                ('contributor', models.CharField(blank=True, max_length=64)),
                ('share', models.DecimalField(decimal_places=4, max_digits=5, null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('in_kind', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='ledger.ledgerentry')),
            ],
            options={
                'indexes': [models.Index(fields=['project_id'], name='ledger_entr_project_904a24_idx'), models.Index(fields=['entry'], name='ledger_entr_entry_i_03bb21_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('contributor', ''), ('organisation__isnull', True), ('project_id__isnull', False)), models.Q(('contributor', ''), ('organisation__isnull', False), ('project_id__isnull', True)), models.Q(('organisation__isnull', True), ('project_id__isnull', True), models.Q(('contributor', ''), _negated=True)), _connector='OR'), name='share_of_exactly_one'), models.CheckConstraint(condition=models.Q(('share__isnull', True), models.Q(('share__gt', 0), ('share__lte', 1)), _connector='OR'), name='share_is_a_fraction'), models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', True), ('currency', '')), models.Q(('amount__gte', 0), models.Q(('currency', ''), _negated=True)), _connector='OR'), name='share_amount_has_currency')],
            },
        ),
    ]
