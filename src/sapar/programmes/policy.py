"""Who sees projects, and who does what in them. Staff see every project; a donor's viewer sees those it pays for.

The organisation that leads a project edits and approves it; its partners report. The donor's and the partner's
part is need-to-know like any other: every project has an involvement of each of its donors, own or inherited, and
of each partner (opening.py keeps it), so Python and row security answer from the same rows.
"""

from sapar.kernel.access.policy import RecordPolicy, Rule, Scope, child, register
from sapar.kernel.access.roles import Role

_STAFF = tuple(role for role in Role if role not in (Role.DONOR_VIEWER, Role.PROJECT_MANAGER))

PROJECT = register(
    RecordPolicy(
        record="project",
        model="programmes.Project",
        organisation="lead_id",
        rules=(
            Rule(Role.PROJECT_MANAGER, Scope.ALL, ("view", "create", "set_rate")),
            Rule(Role.PROJECT_MANAGER, Scope.ORGANISATION, ("edit", "measure", "report", "approve", "spend")),
            Rule(Role.ME_OFFICER, Scope.ORGANISATION, ("measure", "report", "approve")),
            Rule(Role.GRANTS_OFFICER, Scope.ORGANISATION, ("spend",)),
            *(Rule(role, Scope.ALL, ("view",)) for role in _STAFF),
            *(Rule(role, Scope.SHARED, ("report",)) for role in (Role.PROJECT_MANAGER, Role.ME_OFFICER)),
            Rule(Role.DONOR_VIEWER, Scope.SHARED, ("view",)),
        ),
    )
)

_PARTS = {
    "budget": "Budget",
    "project_donor": "ProjectDonor",
    "project_partner": "ProjectPartner",
    "project_mission": "ProjectMission",
    "project_contribution": "ProjectContribution",
    "project_location": "ProjectLocation",
    "unnamed_places": "UnnamedPlaces",
    "project_group": "ProjectGroup",
    "project_need": "ProjectNeed",
    "project_sector": "ProjectSector",
    "project_service": "ProjectService",
    "agreement": "Agreement",
    "budget_line": "BudgetLine",
    "expenditure": "Expenditure",
    "sub_grant": "SubGrant",
    "reported_value": "ReportedValue",
    "workplan_item": "WorkplanItem",
    "work_record": "WorkRecord",
}
for _record, _model in _PARTS.items():
    child(PROJECT, record=_record, model=f"programmes.{_model}", relation="project")

DEADLINE = child(PROJECT, record="deadline", model="programmes.Deadline", relation="project")
REMINDER = child(DEADLINE, record="reminder", model="programmes.Reminder", relation="deadline")
FRAMEWORK = child(PROJECT, record="framework", model="programmes.Framework", relation="project")
RESULT = child(FRAMEWORK, record="result", model="programmes.Result", relation="framework")
RESULT_TERM = child(RESULT, record="result_term", model="programmes.ResultTerm", relation="result")
INDICATOR = child(FRAMEWORK, record="indicator", model="programmes.Indicator", relation="framework")
TARGET = child(INDICATOR, record="target", model="programmes.Target", relation="indicator")
