"""The end of each chain becomes a row of its own, which serves as the lock of the chain.

Advisory locks live in a shared table of a few thousand entries: a transaction that journalled more
records than that (importing a long list of people) failed.
"""

from importlib import import_module

from django.db import migrations

FORMER_CHAIN = import_module("sapar.kernel.journal.migrations.0001_initial").CHAIN

HEAD = """
CREATE TABLE IF NOT EXISTS public.journal_head (
    kind     text    NOT NULL,
    record   uuid    NOT NULL,
    sequence integer NOT NULL,
    previous bytea   NOT NULL,
    hash     bytea   NOT NULL,
    PRIMARY KEY (kind, record)
) WITH (fillfactor = 70);
INSERT INTO public.journal_head (kind, record, sequence, previous, hash)
    SELECT DISTINCT ON (kind, record) kind, record, sequence, previous, hash
    FROM public.journal_entry ORDER BY kind, record, sequence DESC
    ON CONFLICT DO NOTHING;
"""

# Updating the row of the chain's end puts writers of one record in a line until they commit.
# Runs as the tables' owner: the web role may not see, and so could not continue, a whole chain.
CHAIN = """
CREATE OR REPLACE FUNCTION public.journal_chain() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    zero   constant bytea := decode(repeat('00', 32), 'hex');
    before text;
    after  text;
BEGIN
    NEW.at := clock_timestamp();
    before := '1|' || NEW.id || '|';
    after := '|' || (extract(epoch FROM NEW.at) * 1000000)::bigint
        || '|' || coalesce(NEW.actor::text, '') || '|' || coalesce(NEW.organisation::text, '')
        || '|' || NEW.kind || '|' || NEW.record || '|' || NEW.action
        || '|' || NEW.purpose || '|' || NEW.detail::text;
    INSERT INTO public.journal_head AS head (kind, record, sequence, previous, hash)
        VALUES (NEW.kind, NEW.record, 1, zero,
                sha256(zero || convert_to(before || 1 || after, 'UTF8')))
        ON CONFLICT (kind, record) DO UPDATE SET
            sequence = head.sequence + 1,
            previous = head.hash,
            hash = sha256(head.hash || convert_to(before || (head.sequence + 1) || after, 'UTF8'))
        RETURNING sequence, previous, hash INTO NEW.sequence, NEW.previous, NEW.hash;
    RETURN NEW;
END $$;
"""


BACK = """
DROP TRIGGER journal_entry_chain ON public.journal_entry;
DROP FUNCTION public.journal_chain();
DROP TABLE public.journal_head;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL([HEAD, CHAIN], reverse_sql=[BACK, FORMER_CHAIN])]
