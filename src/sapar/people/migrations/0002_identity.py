"""One person in several files: pairs, sides, decisions, groups, and what the database itself refuses."""

import django.db.models.deletion
import django.utils.timezone
import sapar.kernel.ids
import sapar.kernel.vault.fields
from django.conf import settings
from django.db import migrations, models

RULES = """
CREATE FUNCTION people_decision_only_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.closed_at IS NOT NULL
       OR (OLD.id, OLD.side_id, OLD.person_id, OLD.judgement, OLD.ground, OLD.note, OLD.decided_by_id, OLD.at)
          IS DISTINCT FROM
          (NEW.id, NEW.side_id, NEW.person_id, NEW.judgement, NEW.ground, NEW.note, NEW.decided_by_id, NEW.at) THEN
        RAISE EXCEPTION 'a decision is only added and closed: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER people_decision_only_closed BEFORE UPDATE OR DELETE ON people_identitydecision
    FOR EACH ROW EXECUTE FUNCTION people_decision_only_closed();

-- The next two run as the owner: row security must not hide from them what another organisation decided.
CREATE FUNCTION people_different_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.status <> 'different' AND EXISTS (
        SELECT 1 FROM people_identitydecision d JOIN people_identityside s ON s.id = d.side_id
        WHERE s.pair_id = NEW.id AND d.closed_at IS NULL AND d.judgement = 'different') THEN
        RAISE EXCEPTION 'pair % was decided to be different people', NEW.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER people_different_stays BEFORE UPDATE OF status ON people_identitypair
    FOR EACH ROW WHEN (OLD.status = 'different') EXECUTE FUNCTION people_different_stays();

-- Looked at when the transaction ends: pairs and groups change in several statements.
CREATE FUNCTION people_one_is_not_two() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM people_identitymember a
        JOIN people_identitymember b ON b."group" = a."group" AND b.until IS NULL
        JOIN people_identitypair p ON p.low_id = a.person_id AND p.high_id = b.person_id AND p.status = 'different'
        WHERE a."group" = NEW."group" AND a.until IS NULL) THEN
        RAISE EXCEPTION 'group % would hold two files that were decided to be different people', NEW."group"
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER people_one_is_not_two AFTER INSERT ON people_identitymember
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION people_one_is_not_two();
"""
UNDO = """
DROP TRIGGER people_one_is_not_two ON people_identitymember;
DROP FUNCTION people_one_is_not_two();
DROP TRIGGER people_different_stays ON people_identitypair;
DROP FUNCTION people_different_stays();
DROP TRIGGER people_decision_only_closed ON people_identitydecision;
DROP FUNCTION people_decision_only_closed();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='cross_search',
            field=models.BooleanField(default=True),
        ),
        migrations.CreateModel(
            name='IdentityPair',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('probability', models.FloatField()),
                ('reasons', models.JSONField(default=list)),
                ('model', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('open', 'To be decided'), ('same', 'The same person'), ('different', 'Different people'), ('unsure', 'Not sure'), ('gone', 'No longer asked')], default='open', max_length=16)),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('high', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('low', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='IdentitySide',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('answer', models.CharField(blank=True, choices=[('same', 'The same person'), ('different', 'Different people'), ('unsure', 'Not sure')], default='', max_length=16)),
                ('open', models.BooleanField(default=True)),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('pair', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='sides', to='people.identitypair')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='IdentityDecision',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('judgement', models.CharField(choices=[('same', 'The same person'), ('different', 'Different people'), ('unsure', 'Not sure')], max_length=16)),
                ('ground', models.CharField(choices=[('told', 'The person said so'), ('document', 'A document was compared'), ('known', 'Colleagues know the person'), ('details', 'Family, place or story were compared'), ('relatives', 'They are relatives or namesakes'), ('too_little', 'Too little is known'), ('mistake', 'An earlier decision was a mistake'), ('other', 'Another reason, written below')], max_length=16)),
                ('note', sapar.kernel.vault.fields.SealedField(blank=True, editable=False, null=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('side', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='decisions', to='people.identityside')),
            ],
        ),
        migrations.CreateModel(
            name='IdentityCheck',
            fields=[
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('own', models.BooleanField()),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reasons', models.JSONField(default=list)),
                ('heard', models.CharField(blank=True, choices=[('given', 'It is this person: the file is open to you'), ('talk', 'Your supervisor has the answer: talk to them'), ('nobody', 'Not the person you mean: register a new one')], default='', max_length=16)),
                ('outcome', models.CharField(blank=True, choices=[('given', 'It is this person: the file is open to you'), ('talk', 'Your supervisor has the answer: talk to them'), ('nobody', 'Not the person you mean: register a new one')], default='', max_length=16)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meant', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation')),
                ('passed_from', models.OneToOneField(null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='passed_to', to='people.identitycheck')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('outcome', '')), fields=['organisation', '-asked_at'], name='check_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='check_answered_by_somebody'), models.CheckConstraint(condition=models.Q(('own', True), models.Q(('outcome', 'given'), _negated=True), _connector='OR'), name='check_gives_only_own_files'), models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('organisation', 'meant', 'asked_by'), name='check_asked_once')],
            },
        ),
        migrations.CreateModel(
            name='IdentityMember',
            fields=[
                ('id', models.UUIDField(default=sapar.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('group', models.UUIDField(db_index=True)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('person',), name='member_of_one_group'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='member_until_later'), models.CheckConstraint(condition=models.Q(('group__lte', models.F('person'))), name='group_named_by_its_first')],
            },
        ),
        migrations.AddConstraint(
            model_name='identitypair',
            constraint=models.UniqueConstraint(fields=('low', 'high'), name='pair_once'),
        ),
        migrations.AddConstraint(
            model_name='identitypair',
            constraint=models.CheckConstraint(condition=models.Q(('low__lt', models.F('high'))), name='pair_ordered'),
        ),
        migrations.AddConstraint(
            model_name='identitypair',
            constraint=models.CheckConstraint(condition=models.Q(('probability__gte', 0), ('probability__lte', 1)), name='pair_probability'),
        ),
        migrations.AddConstraint(
            model_name='identitypair',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['open', 'same', 'different', 'unsure', 'gone'])), name='pair_status'),
        ),
        migrations.AddIndex(
            model_name='identityside',
            index=models.Index(condition=models.Q(('open', True)), fields=['organisation'], name='side_waiting'),
        ),
        migrations.AddIndex(
            model_name='identityside',
            index=models.Index(fields=['organisation', 'answer'], name='side_by_answer'),
        ),
        migrations.AddConstraint(
            model_name='identityside',
            constraint=models.UniqueConstraint(fields=('pair', 'organisation'), name='side_once'),
        ),
        migrations.AddConstraint(
            model_name='identityside',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['', 'same', 'different', 'unsure'])), name='side_answer'),
        ),
        migrations.AddConstraint(
            model_name='identitydecision',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('side',), name='decision_in_force_once'),
        ),
        migrations.AddConstraint(
            model_name='identitydecision',
            constraint=models.CheckConstraint(condition=models.Q(('judgement__in', ['same', 'different', 'unsure'])), name='decision_judgement'),
        ),
        migrations.AddConstraint(
            model_name='identitydecision',
            constraint=models.CheckConstraint(condition=models.Q(('ground__in', ['told', 'document', 'known', 'details', 'relatives', 'too_little', 'mistake', 'other'])), name='decision_ground'),
        ),
        migrations.AddConstraint(
            model_name='identitydecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__gte', models.F('at')), ('closed_by__isnull', False)), _connector='OR'), name='decision_closed_by_somebody'),
        ),
        migrations.RunSQL(RULES, UNDO),
    ]
