import datetime
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import sapar.kernel.ids
import sapar.kernel.vault.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('access', '__first__'),
        ('people', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=16, unique=True)),
                ('status', models.CharField(choices=[('intake', 'Intake'), ('screening', 'Screening'), ('active', 'Active'), ('suspended', 'Suspended'), ('closed', 'Closed'), ('reopened', 'Reopened')], default='intake', max_length=16)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('closing_reason', models.CharField(blank=True, max_length=64)),
                ('risk', models.CharField(blank=True, max_length=64)),
                ('risk_on', models.DateField(null=True)),
                ('determination', models.CharField(default='not_assessed', max_length=64)),
                ('group', models.CharField(blank=True, max_length=64)),
                ('stage', models.CharField(blank=True, max_length=64)),
                ('review_on', models.DateField(null=True)),
                ('summary', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='people.person')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'status', '-opened_on'], name='case_by_organisation'), models.Index(fields=['owner', 'status'], name='case_by_owner'), models.Index(fields=['person'], name='case_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['intake', 'screening', 'active', 'suspended', 'closed', 'reopened'])), name='case_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('status', 'closed'), models.Q(('closing_reason', ''), _negated=True)), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_on__isnull', True), ('closing_reason', '')), _connector='OR'), name='case_closed_has_day_and_reason'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='case_closes_after_opening'), models.CheckConstraint(condition=models.Q(models.Q(('risk', ''), ('risk_on__isnull', True)), models.Q(models.Q(('risk', ''), _negated=True), ('risk_on__isnull', False)), _connector='OR'), name='case_risk_has_a_day'), models.UniqueConstraint(condition=models.Q(('status', 'closed'), _negated=True), fields=('organisation', 'person'), name='case_open_once_per_organisation')],
            },
        ),
        migrations.CreateModel(
            name='CaseStatus',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('before', models.CharField(blank=True, max_length=16)),
                ('status', models.CharField(choices=[('intake', 'Intake'), ('screening', 'Screening'), ('active', 'Active'), ('suspended', 'Suspended'), ('closed', 'Closed'), ('reopened', 'Reopened')], max_length=16)),
                ('reason', models.CharField(blank=True, max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'at'], name='case_history')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['intake', 'screening', 'active', 'suspended', 'closed', 'reopened'])), name='case_history_state_known'), models.CheckConstraint(condition=models.Q(('status', models.F('before')), _negated=True), name='case_history_is_a_change')],
            },
        ),
        migrations.CreateModel(
            name='EmergencyAccess',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('case_code', models.CharField(max_length=16)),
                ('reason', models.CharField(max_length=500)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('until', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('finding', models.CharField(blank=True, choices=[('justified', 'It was justified'), ('not_justified', 'It was not justified')], max_length=16)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to='cases.case')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-since'], name='emergency_by_organisation'), models.Index(fields=['case'], name='emergency_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='emergency_ends_after_start'), models.CheckConstraint(condition=models.Q(('until__lte', django.db.models.expressions.CombinedExpression(models.F('since'), '+', models.Value(datetime.timedelta(seconds=10800))))), name='emergency_three_hours_at_most'), models.CheckConstraint(condition=models.Q(models.Q(('finding', ''), ('reviewed_at__isnull', True), ('reviewed_by__isnull', True)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False), ('finding__in', ['justified', 'not_justified'])), _connector='OR'), name='emergency_review_is_whole'), models.CheckConstraint(condition=models.Q(('reviewed_by__isnull', True), models.Q(('reviewed_by', models.F('user')), _negated=True), _connector='OR'), name='emergency_not_reviewed_by_oneself')],
            },
        ),
        migrations.CreateModel(
            name='Migration',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('departed_on', models.DateField(null=True)),
                ('departed_precision', models.CharField(default='unknown', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=64)),
                ('incident', models.CharField(blank=True, max_length=64)),
                ('incident_on', models.DateField(null=True)),
                ('incident_precision', models.CharField(default='unknown', max_length=8)),
                ('note', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='migrations', to='cases.case')),
                ('destination', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('incident_place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('origin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case'], name='migration_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('departed_on__isnull', True), ('departed_precision', 'unknown')), models.Q(('departed_on__isnull', False), ('departed_precision__in', ('day', 'month', 'season', 'year'))), _connector='OR'), name='migration_departed_date_and_precision'), models.CheckConstraint(condition=models.Q(models.Q(('incident_on__isnull', True), ('incident_precision', 'unknown')), models.Q(('incident_on__isnull', False), ('incident_precision__in', ('day', 'month', 'season', 'year'))), _connector='OR'), name='migration_incident_date_and_precision'), models.CheckConstraint(condition=models.Q(models.Q(('incident', ''), _negated=True), ('incident_on__isnull', True), _connector='OR'), name='migration_incident_is_named')],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('category', models.CharField(max_length=64)),
                ('urgency', models.CharField(blank=True, max_length=64)),
                ('note', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('status', models.CharField(choices=[('open', 'Open'), ('met', 'Met'), ('dropped', 'Dropped')], default='open', max_length=16)),
                ('reason', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='cases.case')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'status'], name='need_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True), ('status', 'open')), models.Q(models.Q(('status', 'open'), _negated=True), ('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='need_ended_by_somebody'), models.CheckConstraint(condition=models.Q(('status__in', ['open', 'met', 'dropped'])), name='need_status_known')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', sapar.kernel.vault.fields.SealedField(blank=True, editable=False)),
                ('data_class', models.CharField(choices=[('ordinary', 'Ordinary'), ('health', 'Health'), ('legal', 'Legal'), ('finance', 'Money')], default='ordinary', max_length=16)),
                ('audience', models.CharField(choices=[('case', 'Everybody who works on the case'), ('organisation', 'Only our organisation')], default='case', max_length=16)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='cases.case')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-written_at'], name='note_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('data_class__in', ['ordinary', 'health', 'legal', 'finance'])), name='note_class_known'), models.CheckConstraint(condition=models.Q(('audience__in', ['case', 'organisation'])), name='note_audience_known')],
            },
        ),
        migrations.CreateModel(
            name='PlanStep',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('service', models.CharField(blank=True, max_length=64)),
                ('text', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('due_on', models.DateField(null=True)),
                ('agreed_by_client', models.BooleanField(default=False)),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('in_progress', 'In progress'), ('done', 'Done'), ('dropped', 'Dropped')], default='planned', max_length=16)),
                ('reason', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('planned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='cases.case')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('need', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='steps', to='cases.need')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('responsible', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'status', 'due_on'], name='step_by_case'), models.Index(condition=models.Q(('status__in', ['planned', 'in_progress'])), fields=['responsible', 'due_on'], name='step_to_do')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('service', ''), _negated=True), ('text__isnull', False), _connector='OR'), name='step_says_what'), models.CheckConstraint(condition=models.Q(('status__in', ['planned', 'in_progress', 'done', 'dropped'])), name='step_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['done', 'dropped']), ('ended_at__isnull', False), ('ended_by__isnull', False)), models.Q(models.Q(('status__in', ['done', 'dropped']), _negated=True), ('ended_at__isnull', True), ('ended_by__isnull', True)), _connector='OR'), name='step_ended_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'dropped'), _negated=True), ('reason__isnull', False), _connector='OR'), name='step_dropped_has_reason')],
            },
        ),
    ]
