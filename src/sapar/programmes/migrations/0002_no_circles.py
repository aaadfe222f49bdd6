"""A chain of parents, or of predecessors, may not close: the database walks it on every change."""

from django.db import migrations

# SECURITY DEFINER: the chain is walked whole, also where the writer may not see every project in it.
FUNCTION = """
CREATE FUNCTION programmes_project_no_circle() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public AS $$
DECLARE
    step uuid;
BEGIN
    step := NEW.parent_id;
    WHILE step IS NOT NULL LOOP
        IF step = NEW.id THEN
            RAISE EXCEPTION 'project % would be its own parent', NEW.code
                USING ERRCODE = 'check_violation', CONSTRAINT = 'project_parent_no_circle';
        END IF;
        SELECT parent_id INTO step FROM programmes_project WHERE id = step;
    END LOOP;
    step := NEW.predecessor_id;
    WHILE step IS NOT NULL LOOP
        IF step = NEW.id THEN
            RAISE EXCEPTION 'project % would be its own predecessor', NEW.code
                USING ERRCODE = 'check_violation', CONSTRAINT = 'project_predecessor_no_circle';
        END IF;
        SELECT predecessor_id INTO step FROM programmes_project WHERE id = step;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER programmes_project_no_circle BEFORE INSERT OR UPDATE OF parent_id, predecessor_id
    ON programmes_project FOR EACH ROW EXECUTE FUNCTION programmes_project_no_circle();
"""
UNDO = """
DROP TRIGGER programmes_project_no_circle ON programmes_project;
DROP FUNCTION programmes_project_no_circle();
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTION, UNDO)]
