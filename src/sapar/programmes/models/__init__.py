"""The nouns of the room. Unknown is NULL everywhere and is shown as "not stated", never as 0."""

from sapar.programmes.models.contacts import ContactKind, ContactStatus, OfficeHolder, OrganisationContact
from sapar.programmes.models.links import (
    Moment,
    ProjectContribution,
    ProjectDonor,
    ProjectGroup,
    ProjectLocation,
    ProjectMission,
    ProjectNeed,
    ProjectPartner,
    ProjectSector,
    ProjectService,
    Reach,
    UnnamedPlaces,
)
from sapar.programmes.models.missions import MissionFocus, MissionPartner, MissionSet, OrganisationFigure
from sapar.programmes.models.projects import Budget, Project, ProjectSet
from sapar.programmes.models.sources import Citation, Crisis, Document

__all__ = [
    "Budget", "Citation", "ContactKind", "ContactStatus", "Crisis", "Document", "MissionFocus", "MissionPartner",
    "MissionSet", "Moment", "OfficeHolder", "OrganisationContact", "OrganisationFigure", "Project",
    "ProjectContribution", "ProjectDonor", "ProjectGroup", "ProjectLocation", "ProjectMission", "ProjectNeed",
    "ProjectPartner", "ProjectSector", "ProjectService", "ProjectSet", "Reach", "UnnamedPlaces",
]  # fmt: skip
