"""Rules over several rows: shares make one whole, approved wording stays, targets lie beyond the baseline."""

from django.db import migrations

# Deferred: the shares of a project are written one after the other and judged together at the end.
SHARES = """
CREATE FUNCTION programmes_donor_shares() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    of_project uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.project_id ELSE NEW.project_id END;
    donors int;
    stated int;
    whole numeric;
BEGIN
    SELECT count(*), count(share), sum(share) INTO donors, stated, whole
      FROM programmes_projectdonor WHERE project_id = of_project;
    IF stated > 0 AND (stated < donors OR whole <> 1) THEN
        RAISE EXCEPTION 'the shares of the donors make %', whole
            USING ERRCODE = 'check_violation', CONSTRAINT = 'donor_shares_make_one';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER programmes_donor_shares AFTER INSERT OR UPDATE OR DELETE ON programmes_projectdonor
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION programmes_donor_shares();
"""
UNDO_SHARES = """
DROP TRIGGER programmes_donor_shares ON programmes_projectdonor;
DROP FUNCTION programmes_donor_shares();
"""

# An approved version is what the donor was promised: its rows are read, never written.
KEEP = """
CREATE FUNCTION programmes_keep_approved() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    row_ record;
    version uuid;
BEGIN
    IF TG_OP = 'DELETE' THEN row_ := OLD; ELSE row_ := NEW; END IF;
    version := CASE TG_TABLE_NAME
        WHEN 'programmes_result' THEN (to_jsonb(row_) ->> 'framework_id')::uuid
        WHEN 'programmes_indicator' THEN (to_jsonb(row_) ->> 'framework_id')::uuid
        WHEN 'programmes_resultterm' THEN
            (SELECT framework_id FROM programmes_result WHERE id = (to_jsonb(row_) ->> 'result_id')::uuid)
        ELSE (SELECT framework_id FROM programmes_indicator WHERE id = (to_jsonb(row_) ->> 'indicator_id')::uuid)
    END;
    IF (SELECT status FROM programmes_framework WHERE id = version) <> 'draft' THEN
        RAISE EXCEPTION 'this version of the logframe is approved'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'framework_approved_wording_stays';
    END IF;
    RETURN row_;
END $$;
CREATE TRIGGER programmes_keep_approved BEFORE INSERT OR UPDATE OR DELETE ON programmes_result
    FOR EACH ROW EXECUTE FUNCTION programmes_keep_approved();
CREATE TRIGGER programmes_keep_approved BEFORE INSERT OR UPDATE OR DELETE ON programmes_indicator
    FOR EACH ROW EXECUTE FUNCTION programmes_keep_approved();
CREATE TRIGGER programmes_keep_approved BEFORE INSERT OR UPDATE OR DELETE ON programmes_target
    FOR EACH ROW EXECUTE FUNCTION programmes_keep_approved();
CREATE TRIGGER programmes_keep_approved BEFORE INSERT OR UPDATE OR DELETE ON programmes_resultterm
    FOR EACH ROW EXECUTE FUNCTION programmes_keep_approved();

CREATE FUNCTION programmes_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'draft' AND (TG_OP = 'DELETE' OR NEW.status = 'draft'
        OR (NEW.number, NEW.project_id, NEW.effective_from, NEW.why) IS DISTINCT FROM
           (OLD.number, OLD.project_id, OLD.effective_from, OLD.why)) THEN
        RAISE EXCEPTION 'this version of the logframe is approved'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'framework_approved_wording_stays';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER programmes_keep_version BEFORE UPDATE OR DELETE ON programmes_framework
    FOR EACH ROW EXECUTE FUNCTION programmes_keep_version();

CREATE FUNCTION programmes_keep_approved_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'reported' AND (TG_OP = 'DELETE' OR NOT (OLD.status = 'approved' AND NEW.status = 'replaced')
        OR (NEW.value, NEW.whole, NEW.words, NEW.starts, NEW.ends, NEW.evidence) IS DISTINCT FROM
           (OLD.value, OLD.whole, OLD.words, OLD.starts, OLD.ends, OLD.evidence)) THEN
        RAISE EXCEPTION 'this value was decided on'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'value_decided_stays';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER programmes_keep_approved_value BEFORE UPDATE OR DELETE ON programmes_reportedvalue
    FOR EACH ROW EXECUTE FUNCTION programmes_keep_approved_value();
"""
UNDO_KEEP = """
DROP TRIGGER programmes_keep_approved_value ON programmes_reportedvalue;
DROP FUNCTION programmes_keep_approved_value();
DROP TRIGGER programmes_keep_version ON programmes_framework;
DROP FUNCTION programmes_keep_version();
DROP TRIGGER programmes_keep_approved ON programmes_resultterm;
DROP TRIGGER programmes_keep_approved ON programmes_target;
DROP TRIGGER programmes_keep_approved ON programmes_indicator;
DROP TRIGGER programmes_keep_approved ON programmes_result;
DROP FUNCTION programmes_keep_approved();
"""

# A statement hangs below a higher one of its own version; so no circle is possible.
LEVELS = """
CREATE FUNCTION programmes_result_below() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    levels text[] := ARRAY['impact', 'outcome', 'output', 'activity'];
    above programmes_result;
BEGIN
    IF NEW.parent_id IS NOT NULL THEN
        SELECT * INTO above FROM programmes_result WHERE id = NEW.parent_id;
        IF above.framework_id <> NEW.framework_id
           OR array_position(levels, above.level::text) >= array_position(levels, NEW.level::text) THEN
            RAISE EXCEPTION 'a % does not hang below a %', NEW.level, above.level
                USING ERRCODE = 'check_violation', CONSTRAINT = 'result_below_a_higher_one';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER programmes_result_below BEFORE INSERT OR UPDATE ON programmes_result
    FOR EACH ROW EXECUTE FUNCTION programmes_result_below();
"""
UNDO_LEVELS = """
DROP TRIGGER programmes_result_below ON programmes_result;
DROP FUNCTION programmes_result_below();
"""

# The indicator is locked, so that two people who write targets at the same moment are judged one after the other.
TARGETS = """
CREATE FUNCTION programmes_targets_fit(of_indicator uuid) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    i programmes_indicator;
BEGIN
    SELECT * INTO i FROM programmes_indicator WHERE id = of_indicator FOR UPDATE;
    IF EXISTS (SELECT 1 FROM programmes_target t WHERE t.indicator_id = i.id AND t.value IS NOT NULL
               AND (i.kind = 'percentage') <> (t.whole IS NOT NULL)) THEN
        RAISE EXCEPTION 'a percentage has a part and a whole' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'target_part_and_whole';
    END IF;
    IF EXISTS (SELECT 1 FROM programmes_target t WHERE t.indicator_id = i.id AND t.place_id IS NULL
               AND t.category = '' AND t.value IS NOT NULL AND i.baseline IS NOT NULL
               AND CASE i.direction
                   WHEN 'ascending' THEN t.value / coalesce(t.whole, 1) < i.baseline / coalesce(i.baseline_whole, 1)
                   ELSE t.value / coalesce(t.whole, 1) > i.baseline / coalesce(i.baseline_whole, 1) END) THEN
        RAISE EXCEPTION 'a target lies on the wrong side of the baseline'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'target_beyond_the_baseline';
    END IF;
    IF EXISTS (SELECT 1 FROM programmes_target a JOIN programmes_target b
                 ON a.indicator_id = b.indicator_id AND a.id < b.id
                AND a.place_id IS NOT DISTINCT FROM b.place_id AND a.dimension = b.dimension
                AND a.category = b.category
                AND daterange(a.starts, a.ends, '[]') && daterange(b.starts, b.ends, '[]')
               WHERE a.indicator_id = i.id AND a.starts IS NOT NULL AND b.starts IS NOT NULL) THEN
        RAISE EXCEPTION 'two periods of targets overlap'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'target_periods_do_not_overlap';
    END IF;
END $$;
CREATE FUNCTION programmes_target_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM programmes_targets_fit(CASE TG_TABLE_NAME WHEN 'programmes_target'
        THEN (to_jsonb(NEW) ->> 'indicator_id')::uuid ELSE NEW.id END);
    RETURN NULL;
END $$;
CREATE TRIGGER programmes_target_fits AFTER INSERT OR UPDATE ON programmes_target
    FOR EACH ROW EXECUTE FUNCTION programmes_target_fits();
CREATE TRIGGER programmes_target_fits AFTER UPDATE ON programmes_indicator
    FOR EACH ROW EXECUTE FUNCTION programmes_target_fits();
"""
UNDO_TARGETS = """
DROP TRIGGER programmes_target_fits ON programmes_indicator;
DROP TRIGGER programmes_target_fits ON programmes_target;
DROP FUNCTION programmes_target_fits();
DROP FUNCTION programmes_targets_fit(uuid);
"""

# What was spent in another currency can be set against the budget only with a rate of that day or before.
RATES = """
CREATE FUNCTION programmes_expenditure_has_rate() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    budgeted text;
BEGIN
    SELECT currency INTO budgeted FROM programmes_budget WHERE project_id = NEW.project_id AND amount IS NOT NULL;
    IF budgeted IS NOT NULL AND budgeted <> NEW.currency AND NOT EXISTS (
        SELECT 1 FROM programmes_exchangerate r
         WHERE r.currency = NEW.currency AND r.into = budgeted AND r."on" <= NEW."on") THEN
        RAISE EXCEPTION 'no rate from % into %', NEW.currency, budgeted
            USING ERRCODE = 'check_violation', CONSTRAINT = 'expenditure_needs_a_rate';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER programmes_expenditure_has_rate BEFORE INSERT ON programmes_expenditure
    FOR EACH ROW EXECUTE FUNCTION programmes_expenditure_has_rate();
"""
UNDO_RATES = """
DROP TRIGGER programmes_expenditure_has_rate ON programmes_expenditure;
DROP FUNCTION programmes_expenditure_has_rate();
"""

# Who may not read case entries may still say which project paid for a group without names (apps.py has the policy).
GROUPS = """
CREATE FUNCTION programmes_own_group_entry(entry uuid) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM ledger_ledgerentry e JOIN access_rolegrant g ON g.organisation_id = e.organisation_id
                    WHERE e.id = entry AND e.person_id IS NULL AND e.source_kind = 'work_record'
                      AND g.user_id = nullif(current_setting('sapar.user', true), '')::uuid
                      AND g.revoked_at IS NULL AND g.expires_at > now())
$$;
"""
UNDO_GROUPS = "DROP FUNCTION programmes_own_group_entry(uuid) CASCADE;"


# The worker acts as nobody and sees no project; this door lets it raise reminders and nothing else.
REMIND = """
CREATE FUNCTION programmes_remind(today date) RETURNS int LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    raised int;
BEGIN
    WITH due AS (
        SELECT id, CASE WHEN due < today THEN 'late' WHEN due <= today + 7 THEN 'week' ELSE 'month' END AS stage
          FROM programmes_deadline WHERE met_on IS NULL AND due <= today + 30
    ), gone AS (
        DELETE FROM programmes_reminder r USING due WHERE r.deadline_id = due.id AND r.stage <> due.stage
    )
    INSERT INTO programmes_reminder (id, deadline_id, stage, raised_at)
    SELECT gen_random_uuid(), due.id, due.stage, now() FROM due
        ON CONFLICT (deadline_id, stage) DO NOTHING;
    GET DIAGNOSTICS raised = ROW_COUNT;
    RETURN raised;
END $$;
"""
UNDO_REMIND = "DROP FUNCTION programmes_remind(date);"

# Until now the mission whose project it is stood only among its missions.
LEADS = """
UPDATE programmes_project p SET lead_id =
    (SELECT m.organisation_id FROM programmes_projectmission m WHERE m.project_id = p.id ORDER BY m.id LIMIT 1)
 WHERE lead_id IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_results_money_and_plans"), ("ledger", "0001_initial"), ("access", "0001_initial")]
    operations = [
        migrations.RunSQL(SHARES, UNDO_SHARES),
        migrations.RunSQL(KEEP, UNDO_KEEP),
        migrations.RunSQL(LEVELS, UNDO_LEVELS),
        migrations.RunSQL(TARGETS, UNDO_TARGETS),
        migrations.RunSQL(RATES, UNDO_RATES),
        migrations.RunSQL(GROUPS, UNDO_GROUPS),
        migrations.RunSQL(REMIND, UNDO_REMIND),
        migrations.RunSQL(LEADS, migrations.RunSQL.noop),
    ]
