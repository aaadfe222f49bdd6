"""Facts: the ledger told in small numbers, so that figures over millions of entries are counted while one waits.

A fact is one entry (project 0), or the part of an entry that one project paid for; an entry that no project
paid for stands once more under project -1. The dictionaries number
what repeats: people, kinds, who they were, places, and who recorded and gave. Everything here is derived:
`ledger_fact_expected` says what must stand in `ledger_fact`, triggers keep it so, `ledger_rebuild_facts()`
makes it anew, and `ledger_wrong_facts()` counts rows that differ (`sapar figures check`).

`ledger_same_person` is the one place that says which people are the same person: a view of (person_id,
key, since, until).
It is empty until a room that links duplicates replaces it with its own groups.
"""

from django.db import migrations

TABLES = """
CREATE TABLE ledger_factperson (no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, person_id uuid NOT NULL UNIQUE);
CREATE TABLE ledger_factproject (no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, project_id uuid NOT NULL UNIQUE);
CREATE TABLE ledger_factplace (no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, place_id uuid NOT NULL UNIQUE);
CREATE TABLE ledger_factkind (no smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code varchar(64) NOT NULL UNIQUE);
CREATE TABLE ledger_factmonth (no smallint PRIMARY KEY);
CREATE TABLE ledger_factwho (
    no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sex varchar(32) NOT NULL, age_band varchar(16) NOT NULL, "group" varchar(64) NOT NULL,
    citizenship varchar(2) NOT NULL, determination varchar(64) NOT NULL,
    UNIQUE (sex, age_band, "group", citizenship, determination)
);
CREATE TABLE ledger_factsource (
    no integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id uuid NOT NULL, provider_id uuid NOT NULL, source_kind varchar(32) NOT NULL,
    unit varchar(64) NOT NULL, currency varchar(3) NOT NULL,
    UNIQUE (organisation_id, provider_id, source_kind, unit, currency)
);
CREATE TABLE ledger_fact (
    entry uuid NOT NULL,
    recorded timestamptz NOT NULL,
    reversed timestamptz,
    project integer NOT NULL,
    day date,
    person integer,
    who integer NOT NULL,
    place integer NOT NULL,
    source integer NOT NULL,
    headcount integer,
    kind smallint NOT NULL,
    month smallint NOT NULL,
    quantity numeric(12, 2),
    amount numeric(14, 2)
);
CREATE INDEX ledger_fact_live ON ledger_fact (project, kind, day) INCLUDE (month, person, who, place, source)
    WHERE reversed IS NULL;
CREATE INDEX ledger_fact_recorded ON ledger_fact (recorded);
CREATE VIEW ledger_same_person AS
    SELECT NULL::uuid AS person_id, NULL::uuid AS key, NULL::timestamptz AS since, NULL::timestamptz AS until
    WHERE false;
"""

# 0: no date; 1 … 2412: months from January 1900; 2413 … 2613: years from 1900, of dates that name no month.
MONTH = """
CREATE FUNCTION ledger_month(day date, "precision" text) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN day IS NULL THEN 0
        WHEN "precision" IN ('day', 'month') THEN (y - 1900) * 12 + extract(month FROM day)
        ELSE 2413 + y - 1900
    END::smallint
    FROM (SELECT least(greatest(extract(year FROM day), 1900), 2100) AS y) AS clamped
$$;
"""

EXPECTED = """
CREATE VIEW ledger_fact_expected AS
WITH part AS (
    SELECT e.id AS entry, NULL::uuid AS project_id, e.amount, e.currency, 0 AS all_or_none FROM ledger_ledgerentry e
    UNION ALL
    SELECT e.id, NULL, e.amount, e.currency, -1 FROM ledger_ledgerentry e
    WHERE NOT EXISTS (SELECT 1 FROM ledger_entryshare s WHERE s.entry_id = e.id AND s.project_id IS NOT NULL)
    UNION ALL
    SELECT s.entry_id, s.project_id,
           sum(CASE WHEN s.in_kind THEN NULL
                    WHEN s.amount IS NOT NULL THEN s.amount
                    WHEN s.share IS NOT NULL THEN round(e.amount * s.share, 2)
                    WHEN (SELECT count(*) FROM ledger_entryshare o WHERE o.entry_id = s.entry_id) = 1 THEN e.amount
               END),
           max(CASE WHEN s.currency <> '' THEN s.currency ELSE e.currency END),
           NULL
    FROM ledger_entryshare s JOIN ledger_ledgerentry e ON e.id = s.entry_id
    WHERE s.project_id IS NOT NULL GROUP BY s.entry_id, s.project_id
)
SELECT e.id AS entry, e.recorded_at AS recorded, r.recorded_at AS reversed, coalesce(pr.no, part.all_or_none) AS project, e."on" AS day,
       pe.no AS person, w.no AS who, coalesce(pl.no, 0) AS place, so.no AS source, e.headcount, k.no AS kind,
       ledger_month(e."on", e.on_precision) AS month, e.quantity, part.amount::numeric(14, 2) AS amount
FROM part
JOIN ledger_ledgerentry e ON e.id = part.entry
JOIN ledger_factkind k ON k.code = e.kind
JOIN ledger_factwho w ON (w.sex, w.age_band, w."group", w.citizenship, w.determination)
                       = (e.sex, e.age_band, e."group", e.citizenship, e.determination)
JOIN ledger_factsource so ON (so.organisation_id, so.provider_id, so.source_kind, so.unit, so.currency)
                           = (e.organisation_id, e.provider_id, e.source_kind, e.unit, part.currency)
LEFT JOIN ledger_factperson pe ON pe.person_id = e.person_id
LEFT JOIN ledger_factplace pl ON pl.place_id = e.place_id
LEFT JOIN ledger_factproject pr ON pr.project_id = part.project_id
LEFT JOIN ledger_ledgerentry r ON r.reverses_id = e.id
WHERE e.reverses_id IS NULL;
"""

# Looking first keeps the sequences from running ahead: ON CONFLICT takes a number even when nothing is inserted.
NUMBERING = """
CREATE FUNCTION ledger_number_entry(e ledger_ledgerentry) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF e.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_factperson WHERE person_id = e.person_id) THEN
        INSERT INTO ledger_factperson (person_id) VALUES (e.person_id) ON CONFLICT DO NOTHING;
    END IF;
    IF e.place_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_factplace WHERE place_id = e.place_id) THEN
        INSERT INTO ledger_factplace (place_id) VALUES (e.place_id) ON CONFLICT DO NOTHING;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM ledger_factkind WHERE code = e.kind) THEN
        INSERT INTO ledger_factkind (code) VALUES (e.kind) ON CONFLICT DO NOTHING;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM ledger_factwho WHERE (sex, age_band, "group", citizenship, determination)
                   = (e.sex, e.age_band, e."group", e.citizenship, e.determination)) THEN
        INSERT INTO ledger_factwho (sex, age_band, "group", citizenship, determination)
        VALUES (e.sex, e.age_band, e."group", e.citizenship, e.determination) ON CONFLICT DO NOTHING;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM ledger_factmonth WHERE no = ledger_month(e."on", e.on_precision)) THEN
        INSERT INTO ledger_factmonth VALUES (ledger_month(e."on", e.on_precision)) ON CONFLICT DO NOTHING;
    END IF;
    PERFORM ledger_number_source(e, e.currency);
END $$;
CREATE FUNCTION ledger_number_source(e ledger_ledgerentry, money text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM ledger_factsource WHERE (organisation_id, provider_id, source_kind, unit, currency)
                   = (e.organisation_id, e.provider_id, e.source_kind, e.unit, money)) THEN
        INSERT INTO ledger_factsource (organisation_id, provider_id, source_kind, unit, currency)
        VALUES (e.organisation_id, e.provider_id, e.source_kind, e.unit, money) ON CONFLICT DO NOTHING;
    END IF;
END $$;
"""

# The narrow index finds the facts of a reversed entry: the reversal repeats its kind and day.
TRIGGERS = """
CREATE FUNCTION ledger_add_fact() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF NEW.reverses_id IS NULL THEN
        PERFORM ledger_number_entry(NEW);
        INSERT INTO ledger_fact SELECT * FROM ledger_fact_expected WHERE entry = NEW.id;
    ELSE
        UPDATE ledger_fact SET reversed = NEW.recorded_at
        WHERE entry = NEW.reverses_id AND reversed IS NULL
          AND kind = (SELECT no FROM ledger_factkind WHERE code = NEW.kind)
          AND (day = NEW."on" OR (day IS NULL AND NEW."on" IS NULL))
          AND project IN (SELECT unnest(ARRAY[0, -1]) UNION ALL SELECT p.no FROM ledger_entryshare s
                          JOIN ledger_factproject p ON p.project_id = s.project_id WHERE s.entry_id = NEW.reverses_id);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION ledger_add_shares() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    told record;
BEGIN
    INSERT INTO ledger_factproject (project_id)
    SELECT DISTINCT project_id FROM added WHERE project_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM ledger_factproject p WHERE p.project_id = added.project_id)
    ON CONFLICT DO NOTHING;
    FOR told IN SELECT DISTINCT e AS entry, e.id, a.currency FROM added a JOIN ledger_ledgerentry e ON e.id = a.entry_id
                WHERE a.project_id IS NOT NULL LOOP
        IF told.currency <> '' THEN
            PERFORM ledger_number_source(told.entry, told.currency);
        END IF;
        DELETE FROM ledger_fact WHERE entry = told.id AND reversed IS NULL
            AND kind = (SELECT no FROM ledger_factkind WHERE code = (told.entry).kind)
            AND (day = (told.entry)."on" OR (day IS NULL AND (told.entry)."on" IS NULL))
            AND project IN (SELECT -1 UNION ALL SELECT p.no FROM ledger_entryshare s JOIN ledger_factproject p USING (project_id)
                            WHERE s.entry_id = told.id);
        INSERT INTO ledger_fact SELECT * FROM ledger_fact_expected WHERE entry = told.id AND project > 0;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_entry_adds_fact AFTER INSERT ON ledger_ledgerentry FOR EACH ROW EXECUTE FUNCTION ledger_add_fact();
CREATE TRIGGER ledger_share_adds_fact AFTER INSERT ON ledger_entryshare REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_add_shares();
"""

REBUILDING = """
CREATE FUNCTION ledger_rebuild_facts() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    made bigint;
BEGIN
    LOCK TABLE ledger_ledgerentry, ledger_entryshare IN SHARE ROW EXCLUSIVE MODE;
    INSERT INTO ledger_factperson (person_id) SELECT DISTINCT person_id FROM ledger_ledgerentry
        WHERE person_id IS NOT NULL EXCEPT SELECT person_id FROM ledger_factperson;
    INSERT INTO ledger_factplace (place_id) SELECT DISTINCT place_id FROM ledger_ledgerentry
        WHERE place_id IS NOT NULL EXCEPT SELECT place_id FROM ledger_factplace;
    INSERT INTO ledger_factproject (project_id) SELECT DISTINCT project_id FROM ledger_entryshare
        WHERE project_id IS NOT NULL EXCEPT SELECT project_id FROM ledger_factproject;
    INSERT INTO ledger_factkind (code) SELECT DISTINCT kind FROM ledger_ledgerentry EXCEPT SELECT code FROM ledger_factkind;
    INSERT INTO ledger_factmonth SELECT DISTINCT ledger_month("on", on_precision) FROM ledger_ledgerentry
        EXCEPT SELECT no FROM ledger_factmonth;
    INSERT INTO ledger_factwho (sex, age_band, "group", citizenship, determination)
        SELECT DISTINCT sex, age_band, "group", citizenship, determination FROM ledger_ledgerentry
        EXCEPT SELECT sex, age_band, "group", citizenship, determination FROM ledger_factwho;
    INSERT INTO ledger_factsource (organisation_id, provider_id, source_kind, unit, currency)
        SELECT organisation_id, provider_id, source_kind, unit, currency FROM ledger_ledgerentry
        UNION SELECT e.organisation_id, e.provider_id, e.source_kind, e.unit, s.currency
              FROM ledger_entryshare s JOIN ledger_ledgerentry e ON e.id = s.entry_id WHERE s.currency <> ''
        EXCEPT SELECT organisation_id, provider_id, source_kind, unit, currency FROM ledger_factsource;
    ANALYZE ledger_ledgerentry, ledger_entryshare, ledger_factperson, ledger_factplace, ledger_factproject, ledger_factkind,
        ledger_factwho, ledger_factsource;
    TRUNCATE ledger_fact;
    INSERT INTO ledger_fact SELECT * FROM ledger_fact_expected ORDER BY project, kind, day;
    GET DIAGNOSTICS made = ROW_COUNT;
    RETURN made;
END $$;
CREATE FUNCTION ledger_wrong_facts() RETURNS bigint LANGUAGE sql AS $$
    SELECT (SELECT count(*) FROM (SELECT * FROM ledger_fact EXCEPT ALL SELECT * FROM ledger_fact_expected) a)
         + (SELECT count(*) FROM (SELECT * FROM ledger_fact_expected EXCEPT ALL SELECT * FROM ledger_fact) b)
$$;
SELECT ledger_rebuild_facts();
"""
UNDO = """
DROP TRIGGER ledger_entry_adds_fact ON ledger_ledgerentry;
DROP TRIGGER ledger_share_adds_fact ON ledger_entryshare;
DROP FUNCTION ledger_wrong_facts(), ledger_rebuild_facts(), ledger_add_shares(), ledger_add_fact(),
    ledger_number_entry(ledger_ledgerentry), ledger_number_source(ledger_ledgerentry, text);
DROP VIEW ledger_fact_expected, ledger_same_person;
DROP FUNCTION ledger_month(date, text);
DROP TABLE ledger_fact, ledger_factperson, ledger_factproject, ledger_factplace, ledger_factkind, ledger_factmonth,
    ledger_factwho, ledger_factsource;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_only_added")]
    operations = [migrations.RunSQL(TABLES + MONTH + EXPECTED + NUMBERING + TRIGGERS + REBUILDING, UNDO)]
