"""How far cases come: opened, needs assessed, planned, served, ended well; and the median days between."""

from django.db import connection
from django.utils.translation import gettext as _

from sapar.kernel import terms
from sapar.kernel.access.context import figures_role
from sapar.kernel.papers.cascade import Step

# A step is reached by a case that reached every step before it; days of a negative length are days of late recording.
CASCADE = """
WITH step AS (
    SELECT c.id, c.opened_on AS one,
        (SELECT min(n.recorded_at)::date FROM cases_need n WHERE n.case_id = c.id) AS two,
        (SELECT min(p.planned_at)::date FROM cases_planstep p WHERE p.case_id = c.id) AS three,
        (SELECT min(e."on") FROM ledger_ledgerentry e WHERE e.case_id = c.id AND e.reverses_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM ledger_ledgerentry r WHERE r.reverses_id = e.id)) AS four,
        CASE WHEN c.closing_reason = ANY (%(well)s) THEN c.closed_on END AS five
    FROM cases_case c WHERE %(organisation)s::uuid IS NULL OR c.organisation_id = %(organisation)s
), nested AS (
    SELECT one, two, CASE WHEN two IS NOT NULL THEN three END AS three,
        CASE WHEN two IS NOT NULL AND three IS NOT NULL THEN four END AS four,
        CASE WHEN two IS NOT NULL AND three IS NOT NULL AND four IS NOT NULL THEN five END AS five
    FROM step
)
SELECT count(one), count(two), count(three), count(four), count(five),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(two - one, 0)),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(three - two, 0)),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(four - three, 0)),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(five - four, 0))
FROM nested
"""


def steps(organisation: str | None = None) -> list[Step]:
    """The cascade over all cases, or those of one organisation (its id). Without cases there are no data."""
    well = [term.code for term in terms.current("closing_reason") if term.attributes.get("outcome") == "positive"]
    with figures_role(), connection.cursor() as cursor:
        cursor.execute(CASCADE, {"well": well, "organisation": organisation})
        told = cursor.fetchone()
    names = (_("Case opened"), _("Needs assessed"), _("Help planned"), _("Service given"), _("Ended well"))
    reached = [count or None for count in told[:5]]
    days = [None, *(None if day is None else int(day) for day in told[5:])]
    return [Step(name, number, day) for name, number, day in zip(names, reached, days, strict=True)]
