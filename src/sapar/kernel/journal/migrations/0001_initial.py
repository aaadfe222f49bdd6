"""The journal's two tables, the chain trigger and the refusal of every change.

What is hashed, byte for byte, is documented in journal/canonical.py, which the verifier uses.
"""

from django.db import migrations, models

import sapar.kernel.journal.fields

ENTRY = """
CREATE TABLE public.journal_entry (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at           timestamptz NOT NULL,
    actor        uuid,
    organisation uuid,
    action       text        NOT NULL CHECK (action ~ '^[a-z][a-z0-9_.]{0,79}$'),
    kind         text        NOT NULL CHECK (kind ~ '^[a-z][a-z0-9_.]{0,79}$'),
    record       uuid        NOT NULL,
    sequence     integer     NOT NULL,
    purpose      text        NOT NULL DEFAULT '' CHECK (purpose ~ '^[A-Za-z0-9_.:/+-]{0,120}$'),
    detail       jsonb       NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(detail) = 'object'),
    previous     bytea       NOT NULL,
    hash         bytea       NOT NULL,
    CONSTRAINT journal_entry_chain UNIQUE (kind, record, sequence)
);
CREATE INDEX journal_entry_by_actor ON public.journal_entry (actor, at);
CREATE INDEX journal_entry_by_organisation ON public.journal_entry (organisation, at);
CREATE INDEX journal_entry_by_action ON public.journal_entry (action, at);
CREATE INDEX journal_entry_by_record ON public.journal_entry (record);
"""

# Runs as the table's owner: the web role may not see, and so could not continue, a whole chain.
# The lock is per record and held until commit, so the order of a chain is the order of commits.
CHAIN = """
CREATE FUNCTION public.journal_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    last record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.kind || NEW.record::text, 20250));
    SELECT e.sequence, e.hash INTO last FROM public.journal_entry e
        WHERE e.kind = NEW.kind AND e.record = NEW.record ORDER BY e.sequence DESC LIMIT 1;
    NEW.at := clock_timestamp();
    NEW.sequence := coalesce(last.sequence, 0) + 1;
    NEW.previous := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    NEW.hash := sha256(NEW.previous || convert_to(
        '1|' || NEW.id || '|' || NEW.sequence
        || '|' || (extract(epoch FROM NEW.at) * 1000000)::bigint
        || '|' || coalesce(NEW.actor::text, '') || '|' || coalesce(NEW.organisation::text, '')
        || '|' || NEW.kind || '|' || NEW.record || '|' || NEW.action
        || '|' || NEW.purpose || '|' || NEW.detail::text, 'UTF8'));
    RETURN NEW;
END $$;
CREATE TRIGGER journal_entry_chain BEFORE INSERT ON public.journal_entry
    FOR EACH ROW EXECUTE FUNCTION public.journal_chain();
"""

SEAL = """
CREATE TABLE public.journal_seal (
    id        bigint         PRIMARY KEY,
    entries   int8multirange NOT NULL,
    count     integer        NOT NULL CHECK (count > 0),
    root      bytea          NOT NULL,
    previous  bytea          NOT NULL,
    sealed_at timestamptz    NOT NULL,
    key_id    text           NOT NULL,
    signature bytea          NOT NULL
);
CREATE INDEX journal_seal_by_entries ON public.journal_seal USING gist (entries);
"""

# Statement triggers also fire when no row matches, and for the owner: nobody changes the journal.
REFUSE = """
CREATE FUNCTION public.journal_refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER journal_entry_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON public.journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION public.journal_refuse();
CREATE TRIGGER journal_seal_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON public.journal_seal
    FOR EACH STATEMENT EXECUTE FUNCTION public.journal_refuse();
"""

DROP = """
DROP TABLE public.journal_seal;
DROP TABLE public.journal_entry;
DROP FUNCTION public.journal_chain();
DROP FUNCTION public.journal_refuse();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL([ENTRY, CHAIN, SEAL, REFUSE], reverse_sql=DROP),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.UUIDField(null=True)),
                ("organisation", models.UUIDField(null=True)),
                ("action", models.TextField()),
                ("kind", models.TextField()),
                ("record", models.UUIDField()),
                ("sequence", models.IntegerField()),
                ("purpose", models.TextField()),
                ("detail", models.JSONField()),
                ("previous", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={"db_table": "journal_entry", "managed": False, "ordering": ["id"]},
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entries", sapar.kernel.journal.fields.Int8MultirangeField()),
                ("count", models.IntegerField()),
                ("root", models.BinaryField()),
                ("previous", models.BinaryField()),
                ("sealed_at", models.DateTimeField()),
                ("key_id", models.TextField()),
                ("signature", models.BinaryField()),
            ],
            options={"db_table": "journal_seal", "managed": False, "ordering": ["id"]},
        ),
    ]
