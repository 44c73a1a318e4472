from sessions.models.agenda import AgendaItem, Appearance, Speaker
from sessions.models.attendance import Attendance
from sessions.models.choosing import ChosenSession
from sessions.models.editing import AcceptedClash, AgendaEdit
from sessions.models.importing import AgendaImport, AgendaImportSource
from sessions.models.material import Material
from sessions.models.publication import AgendaFollower, AgendaVersion
from sessions.models.speaking import Confirmation

__all__ = [
    "AcceptedClash",
    "AgendaEdit",
    "AgendaFollower",
    "AgendaImport",
    "AgendaImportSource",
    "AgendaItem",
    "AgendaVersion",
    "Appearance",
    "Attendance",
    "ChosenSession",
    "Confirmation",
    "Material",
    "Speaker",
]
