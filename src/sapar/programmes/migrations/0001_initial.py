import django.db.models.deletion
import sapar.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('fact', models.CharField(max_length=16)),
                ('model', models.CharField(max_length=64)),
                ('record', models.UUIDField()),
                ('field', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ('fact',),
                'indexes': [models.Index(fields=['model', 'record'], name='citation_of_record')],
                'constraints': [models.UniqueConstraint(fields=('fact', 'model', 'record', 'field'), name='citation_once'), models.CheckConstraint(condition=models.Q(('fact__regex', '^S[0-9]-[0-9]{2}[a-z]?$')), name='citation_names_a_fact')],
            },
        ),
        migrations.CreateModel(
            name='Crisis',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=64, unique=True)),
                ('term', models.CharField(max_length=64)),
                ('labels', models.JSONField()),
                ('began', models.DateField(null=True)),
                ('began_precision', models.CharField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('season', 'season'), ('year', 'year')], max_length=8)),
                ('ended', models.DateField(null=True)),
                ('ended_precision', models.CharField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('season', 'season'), ('year', 'year')], max_length=8)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='places.place')),
            ],
            options={
                'ordering': ('code',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('began__isnull', False), ('began_precision__in', ['day', 'month', 'season', 'year'])), models.Q(('began__isnull', True), ('began_precision', '')), _connector='OR'), name='crisis_beginning_has_precision'), models.CheckConstraint(condition=models.Q(models.Q(('ended__isnull', False), ('ended_precision__in', ['day', 'month', 'season', 'year'])), models.Q(('ended__isnull', True), ('ended_precision', '')), _connector='OR'), name='crisis_end_has_precision'), models.CheckConstraint(condition=models.Q(('began__isnull', True), ('ended__isnull', True), ('ended__gte', models.F('began')), _connector='OR'), name='crisis_ends_after_it_began')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=64, unique=True)),
                ('kind', models.CharField(choices=[('press_release', 'press release'), ('press_notice', 'press notice'), ('invitation', 'invitation to the media'), ('bulletin', 'bulletin'), ('web_story', 'web story'), ('publication', 'publication')], max_length=32)),
                ('language', models.CharField(max_length=10, null=True)),
                ('titles', models.JSONField(default=dict)),
                ('title_lang', models.CharField(blank=True, max_length=10)),
                ('labels', models.JSONField(default=dict)),
                ('issued', models.DateField(null=True)),
                ('issued_precision', models.CharField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('season', 'season'), ('year', 'year')], max_length=8)),
                ('funder_stated_as', models.CharField(blank=True, max_length=300)),
                ('funder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='funded_documents', to='access.organisation')),
                ('publisher', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='published', to='access.organisation')),
            ],
            options={
                'ordering': ('code',),
                'constraints': [models.CheckConstraint(condition=models.Q(('labels', {}), ('titles', {}), _negated=True), name='document_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('title_lang', ''), ('titles', {})), models.Q(models.Q(('titles', {}), _negated=True), models.Q(('title_lang', ''), _negated=True)), _connector='OR'), name='document_title_has_a_language'), models.CheckConstraint(condition=models.Q(models.Q(('issued__isnull', False), ('issued_precision__in', ['day', 'month', 'season', 'year'])), models.Q(('issued__isnull', True), ('issued_precision', '')), _connector='OR'), name='document_issued_has_precision')],
            },
        ),
        migrations.CreateModel(
            name='MissionPartner',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stated_as', models.CharField(blank=True, max_length=300)),
                ('mission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mission_partners', to='access.organisation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_of_missions', to='access.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('mission', 'organisation'), name='mission_partner_once')],
            },
        ),
        migrations.CreateModel(
            name='MissionSet',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=64, unique=True)),
                ('labels', models.JSONField()),
                ('members', models.ManyToManyField(related_name='mission_sets', to='access.organisation')),
            ],
            options={
                'ordering': ('code',),
            },
        ),
        migrations.CreateModel(
            name='MissionFocus',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stated_as', models.CharField(blank=True, max_length=300)),
                ('list', models.CharField(max_length=64)),
                ('term', models.CharField(max_length=64)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='focus', to='access.organisation')),
                ('mission_set', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='focus', to='programmes.missionset')),
            ],
            options={
                'ordering': ('list', 'term'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('mission_set__isnull', True), ('organisation__isnull', False)), models.Q(('mission_set__isnull', False), ('organisation__isnull', True)), _connector='OR'), name='focus_of_exactly_one'), models.CheckConstraint(condition=models.Q(('list__in', ('beneficiary_group', 'service'))), name='focus_list_known'), models.UniqueConstraint(fields=('organisation', 'mission_set', 'list', 'term'), name='focus_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='OfficeHolder',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=64, unique=True)),
                ('name', models.CharField(max_length=120, null=True)),
                ('name_latin', models.CharField(blank=True, max_length=120)),
                ('position', models.JSONField(default=dict)),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='access.office')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='office_holders', to='access.organisation')),
            ],
            options={
                'ordering': ('code',),
                'constraints': [models.CheckConstraint(condition=models.Q(('name__isnull', False), models.Q(('position', {}), _negated=True), _connector='OR'), name='office_holder_has_name_or_position')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationContact',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('email', 'E-mail'), ('phone', 'Telephone'), ('phone_fax', 'Telephone and fax'), ('fax', 'Fax'), ('address', 'Address'), ('hotline', 'Hotline'), ('facebook', 'Facebook')], max_length=12)),
                ('value', models.CharField(max_length=300, null=True)),
                ('purpose', models.CharField(choices=[('mission', 'Mission'), ('office', 'Office'), ('press', 'Press'), ('hotline', 'People who need help'), ('public', 'The public')], max_length=12)),
                ('stated_as', models.CharField(blank=True, choices=[('national hotline', 'national hotline'), ('emergency cell number', 'emergency cell number')], max_length=120)),
                ('status', models.CharField(blank=True, choices=[('takes_calls', 'continues to receive calls')], max_length=16)),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='programmes.document')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='access.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='programmes.officeholder')),
            ],
            options={
                'ordering': ('kind', 'value'),
                'constraints': [models.UniqueConstraint(fields=('organisation', 'kind', 'value'), name='contact_once_per_organisation', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='OrganisationFigure',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('figure', models.CharField(choices=[('active_since', 'Active since'), ('present_since', 'Present in the country since'), ('member_states', 'Member states'), ('countries_present', 'Countries of presence')], max_length=24)),
                ('value', models.PositiveIntegerField(null=True)),
                ('qualifier', models.CharField(blank=True, choices=[('exact', 'exactly'), ('over', 'over'), ('about', 'about'), ('nearly', 'nearly'), ('up to', 'up to'), ('estimated', 'an estimated')], max_length=12)),
                ('since', models.DateField(null=True)),
                ('since_precision', models.CharField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('season', 'season'), ('year', 'year')], max_length=8)),
                ('as_of', models.DateField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='access.organisation')),
            ],
            options={
                'ordering': ('figure',),
                'constraints': [models.UniqueConstraint(fields=('organisation', 'figure'), name='figure_once_per_organisation'), models.CheckConstraint(condition=models.Q(models.Q(('qualifier__in', ['exact', 'over', 'about', 'nearly', 'up to', 'estimated']), ('since__isnull', True), ('value__isnull', False)), models.Q(('qualifier', ''), ('since__isnull', False), ('value__isnull', True)), _connector='OR'), name='organisation_figure_is_number_or_date'), models.CheckConstraint(condition=models.Q(models.Q(('since__isnull', False), ('since_precision__in', ['day', 'month', 'season', 'year'])), models.Q(('since__isnull', True), ('since_precision', '')), _connector='OR'), name='organisation_figure_date_has_precision')],
            },
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=64, unique=True)),
                ('titles', models.JSONField(default=dict)),
                ('title_lang', models.CharField(blank=True, max_length=10)),
                ('labels', models.JSONField(default=dict)),
                ('implementer_stated_as', models.CharField(blank=True, max_length=300)),
                ('duration_months', models.PositiveSmallIntegerField(null=True)),
                ('duration_qualifier', models.CharField(choices=[('exact', 'exactly'), ('over', 'over'), ('about', 'about'), ('nearly', 'nearly'), ('up to', 'up to'), ('estimated', 'an estimated')], default='exact', max_length=12)),
                ('start', models.DateField(null=True)),
                ('start_precision', models.CharField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('season', 'season'), ('year', 'year')], max_length=8)),
                ('end', models.DateField(null=True)),
                ('end_precision', models.CharField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('season', 'season'), ('year', 'year')], max_length=8)),
                ('crisis', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='programmes.crisis')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='programmes.document')),
                ('implementer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='implements', to='access.organisation')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sub_projects', to='programmes.project')),
                ('predecessor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='programmes.project')),
            ],
            options={
                'ordering': ('code',),
                'constraints': [models.CheckConstraint(condition=models.Q(('labels', {}), ('titles', {}), _negated=True), name='project_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('title_lang', ''), ('titles', {})), models.Q(models.Q(('titles', {}), _negated=True), models.Q(('title_lang', ''), _negated=True)), _connector='OR'), name='project_title_has_a_language'), models.CheckConstraint(condition=models.Q(('duration_months__isnull', True), ('duration_months__gt', 0), _connector='OR'), name='project_duration_positive'), models.CheckConstraint(condition=models.Q(('duration_qualifier__in', ['exact', 'over', 'about', 'nearly', 'up to', 'estimated', ''])), name='project_duration_qualifier_known'), models.CheckConstraint(condition=models.Q(models.Q(('start__isnull', False), ('start_precision__in', ['day', 'month', 'season', 'year'])), models.Q(('start__isnull', True), ('start_precision', '')), _connector='OR'), name='project_start_has_precision'), models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', False), ('end_precision__in', ['day', 'month', 'season', 'year'])), models.Q(('end__isnull', True), ('end_precision', '')), _connector='OR'), name='project_end_has_precision'), models.CheckConstraint(condition=models.Q(('start__isnull', True), ('end__isnull', True), ('end__gte', models.F('start')), _connector='OR'), name='project_ends_after_start'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='project_not_own_parent'), models.CheckConstraint(condition=models.Q(('predecessor__isnull', True), models.Q(('predecessor', models.F('id')), _negated=True), _connector='OR'), name='project_not_own_predecessor')],
            },
        ),
        migrations.CreateModel(
            name='Budget',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('qualifier', models.CharField(blank=True, choices=[('exact', 'exactly'), ('over', 'over'), ('about', 'about'), ('nearly', 'nearly'), ('up to', 'up to'), ('estimated', 'an estimated')], max_length=12)),
                ('project', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='budget', to='programmes.project')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('currency__regex', '^[A-Z]{3}$'), ('qualifier__in', ['exact', 'over', 'about', 'nearly', 'up to', 'estimated'])), models.Q(('amount__isnull', True), ('currency', ''), ('qualifier', '')), _connector='OR'), name='budget_amount_with_currency')],
            },
        ),
        migrations.CreateModel(
            name='ProjectContribution',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stated_as', models.CharField(blank=True, max_length=300)),
                ('purpose', models.CharField(choices=[('refurbishment', 'refurbishment')], max_length=32)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('qualifier', models.CharField(blank=True, choices=[('exact', 'exactly'), ('over', 'over'), ('about', 'about'), ('nearly', 'nearly'), ('up to', 'up to'), ('estimated', 'an estimated')], max_length=12)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='access.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='programmes.project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'organisation', 'purpose'), name='contribution_once'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('currency__regex', '^[A-Z]{3}$'), ('qualifier__in', ['exact', 'over', 'about', 'nearly', 'up to', 'estimated'])), models.Q(('amount__isnull', True), ('currency', ''), ('qualifier', '')), _connector='OR'), name='contribution_amount_with_currency')],
            },
        ),
        migrations.CreateModel(
            name='ProjectDonor',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stated_as', models.CharField(blank=True, max_length=300)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='access.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='programmes.project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'organisation'), name='donor_once_per_project')],
            },
        ),
        migrations.CreateModel(
            name='ProjectGroup',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stated_as', models.CharField(blank=True, max_length=300)),
                ('term', models.CharField(max_length=64)),
                ('role', models.CharField(blank=True, choices=[('assisted', 'receives help'), ('informed', 'is informed')], max_length=16)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='programmes.project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'term'), name='group_once_per_project')],
            },
        ),
        migrations.CreateModel(
            name='ProjectLocation',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stated_as', models.CharField(blank=True, max_length=300)),
                ('stated_level', models.CharField(blank=True, choices=[('macro_region', 'region of several countries'), ('country', 'country'), ('region', 'region'), ('oblast', 'oblast'), ('city', 'city'), ('district', 'district'), ('municipality', 'municipality')], max_length=32)),
                ('role', models.CharField(blank=True, choices=[('pilot', 'pilot'), ('reopened', 'institutions reopened here')], max_length=32)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.place')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='locations', to='programmes.project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'place', 'role'), name='location_once_per_role')],
            },
        ),
        migrations.CreateModel(
            name='ProjectMission',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stated_as', models.CharField(blank=True, max_length=300)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='access.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='programmes.project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'organisation'), name='mission_once_per_project')],
            },
        ),
        migrations.CreateModel(
            name='ProjectNeed',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stated_as', models.CharField(blank=True, max_length=300)),
                ('term', models.CharField(max_length=64)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='programmes.project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'term'), name='need_once_per_project')],
            },
        ),
        migrations.CreateModel(
            name='ProjectPartner',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stated_as', models.CharField(blank=True, max_length=300)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='access.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='programmes.project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'organisation'), name='partner_once_per_project')],
            },
        ),
        migrations.CreateModel(
            name='ProjectSector',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stated_as', models.CharField(blank=True, max_length=300)),
                ('term', models.CharField(max_length=64)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='programmes.project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'term'), name='sector_once_per_project')],
            },
        ),
        migrations.CreateModel(
            name='ProjectService',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stated_as', models.CharField(blank=True, max_length=300)),
                ('term', models.CharField(max_length=64)),
                ('moment', models.CharField(blank=True, choices=[('release', 'from release in the country of destination'), ('home', 'upon return home')], max_length=16)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='places.place')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='programmes.project')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'term', 'stated_as', 'place', 'moment'), name='service_once_per_project', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='ProjectSet',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=64, unique=True)),
                ('labels', models.JSONField()),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('qualifier', models.CharField(blank=True, choices=[('exact', 'exactly'), ('over', 'over'), ('about', 'about'), ('nearly', 'nearly'), ('up to', 'up to'), ('estimated', 'an estimated')], max_length=12)),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='programmes.document')),
                ('members', models.ManyToManyField(related_name='sets', to='programmes.project')),
            ],
            options={
                'ordering': ('code',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('currency__regex', '^[A-Z]{3}$'), ('qualifier__in', ['exact', 'over', 'about', 'nearly', 'up to', 'estimated'])), models.Q(('amount__isnull', True), ('currency', ''), ('qualifier', '')), _connector='OR'), name='set_amount_with_currency')],
            },
        ),
        migrations.CreateModel(
            name='UnnamedPlaces',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('qualifier', models.CharField(choices=[('exact', 'exactly'), ('over', 'over'), ('about', 'about'), ('nearly', 'nearly'), ('up to', 'up to'), ('estimated', 'an estimated')], default='exact', max_length=12)),
                ('unit', models.CharField(choices=[('districts', 'districts'), ('sub-districts', 'sub-districts')], max_length=64)),
                ('role', models.CharField(blank=True, choices=[('pilot', 'pilot'), ('reopened', 'institutions reopened here')], max_length=32)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unnamed_places', to='programmes.project')),
                ('within', models.ManyToManyField(to='places.place')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('project', 'unit', 'role'), name='unnamed_places_once'), models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='unnamed_places_positive'), models.CheckConstraint(condition=models.Q(('qualifier__in', ['exact', 'over', 'about', 'nearly', 'up to', 'estimated', ''])), name='unnamed_places_qualifier_known')],
            },
        ),
    ]
