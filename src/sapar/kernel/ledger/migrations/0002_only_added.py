"""Entries and shares are only ever added; not even the owner of the tables changes one by accident."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is only added to: reverse entry % and post another', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_entry_only_added BEFORE UPDATE OR DELETE ON ledger_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_share_only_added BEFORE UPDATE OR DELETE ON ledger_entryshare
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
"""
ALLOW = """
DROP TRIGGER ledger_entry_only_added ON ledger_ledgerentry;
DROP TRIGGER ledger_share_only_added ON ledger_entryshare;
DROP FUNCTION ledger_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
