"""Who sees projects, and who enters them. Staff see every project; a donor's viewer sees those the donor pays for.

The donor's part is need-to-know like any other: every project has an involvement of each of its donors,
own or inherited (opening.py keeps it), so Python and row security answer from the same rows.
"""

from sapar.kernel.access.policy import RecordPolicy, Rule, Scope, child, register
from sapar.kernel.access.roles import Role

_STAFF = tuple(role for role in Role if role not in (Role.DONOR_VIEWER, Role.PROJECT_MANAGER))

PROJECT = register(
    RecordPolicy(
        record="project",
        model="programmes.Project",
        organisation="implementer_id",
        rules=(
            Rule(Role.PROJECT_MANAGER, Scope.ALL, ("view", "create")),
            *(Rule(role, Scope.ALL, ("view",)) for role in _STAFF),
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
}
for _record, _model in _PARTS.items():
    child(PROJECT, record=_record, model=f"programmes.{_model}", relation="project")
