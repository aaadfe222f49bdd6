"""No delivery without its ledger entry, no such entry without its delivery; checked when a transaction commits.

The functions run with the owner's rights: at commit no user is set for row security any more. A delivery that
counts has a live entry of its own; one that was corrected or made void has a reversed one.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION assistance_delivery_has_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE reversed boolean;
BEGIN
    -- The row may have changed again in this transaction: look at what is being committed.
    IF NOT EXISTS (SELECT 1 FROM assistance_delivery d WHERE d.id = NEW.id) THEN RETURN NULL; END IF;
    IF NOT EXISTS (
        SELECT 1 FROM ledger_ledgerentry e
        WHERE e.id = NEW.entry_id AND e.source_kind = 'delivery' AND e.source_id = NEW.id AND e.reverses_id IS NULL
          AND e.case_id = NEW.case_id AND e.person_id = NEW.person_id AND e.kind = NEW.kind
          AND (e."on", e.on_precision, e.until, e.quantity, e.unit, e.amount, e.currency, e.provider_id, e.place_id)
              IS NOT DISTINCT FROM
              (NEW."on", NEW.on_precision, NEW.until, NEW.quantity, NEW.unit, NEW.amount, NEW.currency, NEW.provider_id, NEW.place_id)
    ) THEN
        RAISE EXCEPTION 'delivery % has no ledger entry of its own', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT EXISTS (SELECT 1 FROM ledger_ledgerentry r WHERE r.reverses_id = NEW.entry_id) INTO reversed;
    IF reversed = EXISTS (SELECT 1 FROM assistance_delivery d WHERE d.id = NEW.id AND d.status = 'delivered') THEN
        RAISE EXCEPTION 'delivery % and its ledger entry disagree whether it counts', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER assistance_delivery_has_entry AFTER INSERT OR UPDATE ON assistance_delivery
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assistance_delivery_has_entry();

CREATE FUNCTION assistance_entry_has_delivery() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM assistance_delivery d
        WHERE d.id = NEW.source_id
          AND ((NEW.reverses_id IS NULL AND d.entry_id = NEW.id)
               OR (NEW.reverses_id = d.entry_id AND d.status <> 'delivered'))
    ) THEN
        RAISE EXCEPTION 'ledger entry % says it comes from a delivery that does not know it', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER assistance_entry_has_delivery AFTER INSERT ON ledger_ledgerentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.source_kind = 'delivery')
    EXECUTE FUNCTION assistance_entry_has_delivery();

CREATE FUNCTION assistance_delivery_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a delivery is never deleted: correct it or make it void' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER assistance_delivery_stays BEFORE DELETE ON assistance_delivery
    FOR EACH ROW EXECUTE FUNCTION assistance_delivery_stays();
"""
DROP = """
DROP TRIGGER assistance_delivery_stays ON assistance_delivery;
DROP FUNCTION assistance_delivery_stays();
DROP TRIGGER assistance_entry_has_delivery ON ledger_ledgerentry;
DROP FUNCTION assistance_entry_has_delivery();
DROP TRIGGER assistance_delivery_has_entry ON assistance_delivery;
DROP FUNCTION assistance_delivery_has_entry();
"""


class Migration(migrations.Migration):
    dependencies = [("assistance", "0001_initial"), ("ledger", "0002_only_added"), ("cases", "0002_rules")]
    operations = [migrations.RunSQL(MAKE, DROP)]
