"""Rules that only the database can hold for good.

A case is never open to an organisation for longer than the file of its person: ending the organisation's
need-to-know of the file (a withdrawn consent, sharing stopped, erasure) ends that of every case of the person
in the same statement, whoever ends it.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION cases_follow_the_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE access_involvement i SET until = NEW.until
    FROM cases_case c
    WHERE i.kind = 'case' AND i.subject_id = c.id AND c.person_id = NEW.subject_id
      AND i.organisation_id = NEW.organisation_id AND (i.until IS NULL OR i.until > NEW.until);
    RETURN NULL;
END $$;
CREATE TRIGGER cases_follow_the_file AFTER UPDATE OF until ON access_involvement
    FOR EACH ROW WHEN (NEW.kind = 'person' AND NEW.organisation_id IS NOT NULL AND NEW.until IS NOT NULL)
    EXECUTE FUNCTION cases_follow_the_file();

ALTER TABLE ledger_ledgerentry ADD CONSTRAINT ledger_entry_case_exists
    FOREIGN KEY (case_id) REFERENCES cases_case (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ledger_ledgerentry ADD CONSTRAINT ledger_entry_person_exists
    FOREIGN KEY (person_id) REFERENCES people_person (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ledger_entryshare ADD CONSTRAINT ledger_share_project_exists
    FOREIGN KEY (project_id) REFERENCES programmes_project (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;
"""
DROP = """
ALTER TABLE ledger_entryshare DROP CONSTRAINT ledger_share_project_exists;
ALTER TABLE ledger_ledgerentry DROP CONSTRAINT ledger_entry_person_exists;
ALTER TABLE ledger_ledgerentry DROP CONSTRAINT ledger_entry_case_exists;
DROP TRIGGER cases_follow_the_file ON access_involvement;
DROP FUNCTION cases_follow_the_file();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("access", "0001_initial"),
        ("ledger", "0002_only_added"),
        ("people", "0001_initial"),
        ("programmes", "0001_initial"),
    ]
    operations = [migrations.RunSQL(MAKE, DROP)]
