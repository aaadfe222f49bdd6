"""Figures count the files of one person once: the groups of people are what the ledger's view speaks of."""

from django.db import migrations

# With the reader's own rights: the counting role reads every group, the web role those of files it may see.
SAME = """
CREATE OR REPLACE VIEW ledger_same_person WITH (security_invoker = true) AS
    SELECT person_id, "group" AS key, since, until FROM people_identitymember
"""
NOBODY = """
CREATE OR REPLACE VIEW ledger_same_person AS
    SELECT NULL::uuid AS person_id, NULL::uuid AS key, NULL::timestamptz AS since, NULL::timestamptz AS until
    WHERE false
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_search_keys_by_version"), ("ledger", "0003_facts")]
    operations = [migrations.RunSQL(SAME, NOBODY)]
