from workshops.models.organisation import Organisation
from workshops.models.project import Project
from workshops.models.team import TeamMember
from workshops.models.workshop import Room, Workshop, WorkshopOrganiser, WorkshopStateChange

__all__ = [
    "Organisation",
    "Project",
    "Room",
    "TeamMember",
    "Workshop",
    "WorkshopOrganiser",
    "WorkshopStateChange",
]
