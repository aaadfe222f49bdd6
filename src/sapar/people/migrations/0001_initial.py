import django.db.models.deletion
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
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('file_name_hash', models.CharField(max_length=64)),
                ('content_hash', models.CharField(max_length=64)),
                ('rows', models.PositiveIntegerField()),
                ('registered', models.PositiveIntegerField()),
                ('flagged', models.PositiveIntegerField(default=0)),
                ('status', models.CharField(choices=[('done', 'Imported'), ('undone', 'Undone')], default='done', max_length=8)),
                ('imported_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('undone_at', models.DateTimeField(null=True)),
                ('imported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'done'), ('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('status', 'undone'), ('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='import_undone_by_somebody'), models.CheckConstraint(condition=models.Q(('registered__lte', models.F('rows'))), name='import_counts_add_up'), models.UniqueConstraint(condition=models.Q(('status', 'done')), fields=('organisation', 'content_hash'), name='import_same_file_once')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=16, unique=True)),
                ('sex', models.CharField(default='unknown', max_length=64)),
                ('citizenships', models.JSONField(default=list)),
                ('birth', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('note', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('restricted', models.BooleanField(default=False)),
                ('fold_version', models.PositiveSmallIntegerField(default=0)),
                ('registered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('erased_at', models.DateTimeField(null=True)),
                ('import_batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='people.importbatch')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-registered_at'], name='person_by_organisation')],
                'constraints': [models.CheckConstraint(condition=models.Q(('erased_at__isnull', True), models.Q(('birth__isnull', True), ('note__isnull', True)), _connector='OR'), name='person_erased_is_empty'), models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='person_has_a_code')],
            },
        ),
        migrations.CreateModel(
            name='MatchKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=1)),
                ('h', models.BigIntegerField()),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='match_keys', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person'], name='match_key_by_person')],
                'constraints': [models.UniqueConstraint(fields=('h', 'person'), name='match_key_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['P', 'D', 'Y', 'B', 'I'])), name='match_key_kind')],
            },
        ),
        migrations.CreateModel(
            name='IdentityDocument',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=64)),
                ('status', models.CharField(default='held', max_length=64)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('number', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('issued_on', models.DateField(null=True)),
                ('expires_on', models.DateField(null=True)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person'], name='document_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('issued_on__isnull', True), ('expires_on__isnull', True), ('expires_on__gt', models.F('issued_on')), _connector='OR'), name='document_expires_after_issue')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(max_length=64)),
                ('value', sapar.kernel.vault.fields.SealedField(blank=True, editable=False)),
                ('note', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person'], name='contact_by_person')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=64)),
                ('data_classes', models.JSONField(default=list)),
                ('status', models.CharField(choices=[('requested', 'Asked, not answered yet'), ('given', 'Given'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('expired', 'Expired')], max_length=16)),
                ('notice_version', models.CharField(max_length=32)),
                ('notice_language', models.CharField(max_length=8)),
                ('how_given', models.CharField(blank=True, max_length=64)),
                ('witness', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('guardian', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('given_on', models.DateField(null=True)),
                ('expires_on', models.DateField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('recipient', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'purpose'], name='consent_by_person'), models.Index(condition=models.Q(('status', 'given')), fields=['expires_on'], name='consent_expiring')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), ('withdrawn_at__isnull', False)), models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawn_at__isnull', True)), _connector='OR'), name='consent_withdrawn_has_a_moment'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['given', 'withdrawn', 'expired']), _negated=True), models.Q(('given_on__isnull', False), models.Q(('how_given', ''), _negated=True)), _connector='OR'), name='consent_given_says_when_and_how'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'given'), _negated=True), models.Q(('data_classes', []), _negated=True), _connector='OR'), name='consent_given_names_data'), models.CheckConstraint(condition=models.Q(('expires_on__isnull', True), ('given_on__isnull', True), ('expires_on__gt', models.F('given_on')), _connector='OR'), name='consent_expires_after_given'), models.UniqueConstraint(condition=models.Q(('status', 'given')), fields=('person', 'purpose', 'recipient'), name='consent_in_force_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('lives', 'Where the person lives'), ('registered', 'Registered address'), ('safe', 'Safe address for letters')], default='lives', max_length=16)),
                ('text', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.place')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person'], name='address_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('place__isnull', False), ('text__isnull', False), _connector='OR'), name='address_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='PersonName',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(default='called', max_length=64)),
                ('script', models.CharField(max_length=64)),
                ('given', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('family', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('patronymic', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='people.person')),
            ],
            options={
                'ordering': ['person', 'position'],
                'constraints': [models.UniqueConstraint(fields=('person', 'position'), name='name_position_once'), models.CheckConstraint(condition=models.Q(('given__isnull', False), ('family__isnull', False), ('patronymic__isnull', False), _connector='OR'), name='name_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='SafeContact',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('never', models.BooleanField(default=False)),
                ('channels', models.JSONField(default=list)),
                ('days', models.JSONField(default=list)),
                ('hour_from', models.TimeField(null=True)),
                ('hour_to', models.TimeField(null=True)),
                ('answerers', models.JSONField(default=list)),
                ('voicemail', models.BooleanField(default=False)),
                ('cover', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('code_word', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('avoid', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='safe_contact', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('never', False), ('channels', []), _connector='OR'), name='never_means_no_channel'), models.CheckConstraint(condition=models.Q(models.Q(('hour_from__isnull', True), ('hour_to__isnull', True)), models.Q(('hour_from__isnull', False), ('hour_to__gt', models.F('hour_from')), ('hour_to__isnull', False)), _connector='OR'), name='safe_hours_from_before_to'), models.CheckConstraint(condition=models.Q(('days__contained_by', [1, 2, 3, 4, 5, 6, 7])), name='safe_days_are_weekdays')],
            },
        ),
        migrations.CreateModel(
            name='SearchReceipt',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('keys', models.PositiveIntegerField()),
                ('fingerprints', models.JSONField(default=list)),
                ('shown', models.PositiveIntegerField()),
                ('used_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', '-at'], name='receipt_by_user')],
            },
        ),
    ]
