"""A locked period refuses entries in the database too, whoever asks; periods of one scope do not overlap."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION insight_refuse_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE insight_period IN SHARE ROW EXCLUSIVE MODE;
    IF EXISTS (SELECT 1 FROM insight_period p WHERE p.id <> NEW.id AND p.organisation_id IS NOT DISTINCT FROM NEW.organisation_id
               AND p.first <= NEW.last AND p.last >= NEW.first) THEN
        RAISE EXCEPTION 'periods overlap' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER insight_periods_apart BEFORE INSERT OR UPDATE OF first, last, organisation_id ON insight_period
    FOR EACH ROW EXECUTE FUNCTION insight_refuse_overlap();
CREATE FUNCTION insight_refuse_late_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    why text;
BEGIN
    SELECT p.reason INTO why FROM insight_period p
    WHERE p.state = 'locked' AND NEW."on" BETWEEN p.first AND p.last
      AND (p.organisation_id IS NULL OR p.organisation_id = NEW.organisation_id)
      AND NOT EXISTS (SELECT 1 FROM insight_periodexception x
                      WHERE x.period_id = p.id AND x.organisation_id = NEW.organisation_id AND x.until > now());
    IF FOUND THEN
        RAISE EXCEPTION 'the period of % is locked: %', NEW."on", why USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER insight_period_refuses BEFORE INSERT ON ledger_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION insight_refuse_late_entry();
"""
ALLOW = """
DROP TRIGGER insight_period_refuses ON ledger_ledgerentry;
DROP FUNCTION insight_refuse_late_entry();
DROP TRIGGER insight_periods_apart ON insight_period;
DROP FUNCTION insight_refuse_overlap();
"""


class Migration(migrations.Migration):
    dependencies = [("insight", "0002_periods_and_exports"), ("ledger", "0003_facts")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
