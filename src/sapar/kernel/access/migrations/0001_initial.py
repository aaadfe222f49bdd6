import django.db.models.deletion
import django.utils.timezone
import sapar.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=64, unique=True)),
                ('labels', models.JSONField(default=dict)),
                ('kind', models.CharField(max_length=64)),
                ('country_code', models.CharField(blank=True, max_length=2)),
                ('is_operational', models.BooleanField(default=False)),
                ('source_ref', models.CharField(max_length=80, null=True, unique=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='branches', to='access.organisation')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.place')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('labels', {}), _negated=True), name='organisation_has_a_name'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='organisation_not_own_parent')],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('labels', models.JSONField(default=dict)),
                ('source_ref', models.CharField(max_length=80, null=True, unique=True)),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.place')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='access.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('is_active', models.BooleanField(default=True)),
                ('is_demo', models.BooleanField(default=False)),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='access.office')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='users', to='access.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'name'], name='access_user_organis_dfecb8_idx')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationAlias',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=300)),
                ('language', models.CharField(max_length=10)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='access.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'text', 'language'), name='alias_once')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='access.office')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='access.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='team_once')],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('hotline_operator', 'Hotline operator'), ('counsellor', 'Counsellor'), ('caseworker', 'Caseworker'), ('shelter_manager', 'Shelter manager'), ('lawyer', 'Lawyer'), ('trainer', 'Trainer'), ('grants_officer', 'Grants officer'), ('supervisor', 'Supervisor'), ('project_manager', 'Project manager'), ('me_officer', 'Monitoring and evaluation officer'), ('data_protection_officer', 'Data-protection officer'), ('administrator', 'Administrator'), ('donor_viewer', 'Donor viewer')], max_length=32)),
                ('granted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='access.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_grants', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='access.team')),
            ],
            options={
                'indexes': [models.Index(fields=['user', 'role', 'organisation'], name='access_role_user_id_53f0f0_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('user', 'role', 'organisation', 'team'), name='grant_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('granted_at'))), name='grant_expires_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Involvement',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('subject_id', models.UUIDField()),
                ('kind', models.CharField(max_length=32)),
                ('basis', models.CharField(choices=[('assigned', 'Assigned'), ('shared', 'Shared'), ('break_glass', 'Break Glass')], max_length=16)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('until', models.DateTimeField(null=True)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='access.organisation')),
                ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='access.team')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('user__isnull', False)), fields=['user', 'kind', 'subject_id'], name='involvement_by_user'), models.Index(condition=models.Q(('team__isnull', False)), fields=['team', 'kind', 'subject_id'], name='involvement_by_team'), models.Index(condition=models.Q(('organisation__isnull', False)), fields=['organisation', 'kind', 'subject_id'], name='involvement_by_org'), models.Index(fields=['subject_id'], name='involvement_by_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', True), ('team__isnull', True), ('user__isnull', False)), models.Q(('organisation__isnull', True), ('team__isnull', False), ('user__isnull', True)), models.Q(('organisation__isnull', False), ('team__isnull', True), ('user__isnull', True)), _connector='OR'), name='involvement_of_exactly_one'), models.CheckConstraint(condition=models.Q(models.Q(('basis', 'break_glass'), _negated=True), models.Q(('until__isnull', False), ('user__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='break_glass_ends_and_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='involvement_review_pair'), models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('subject_id', 'user', 'team', 'organisation'), name='involvement_once', nulls_distinct=False)],
            },
        ),
    ]
