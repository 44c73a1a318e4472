from workshops.forms.cloning import CloneForm
from workshops.forms.organiser import OrganiserForm
from workshops.forms.project import ProjectForm
from workshops.forms.room import RoomForm
from workshops.forms.state import StateForm
from workshops.forms.team import TeamForm
from workshops.forms.workshop import WorkshopForm

__all__ = [
    "CloneForm",
    "OrganiserForm",
    "ProjectForm",
    "RoomForm",
    "StateForm",
    "TeamForm",
    "WorkshopForm",
]
