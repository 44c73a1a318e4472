from participants.models.delegation import Delegation, FocalPoint, NominationNote
from participants.models.importing import ColumnMemory, ImportRow, ImportRun
from participants.models.person import Person
from participants.models.registration import Photograph, ProtectedLook, Registration, StateChange

__all__ = [
    "ColumnMemory",
    "Delegation",
    "FocalPoint",
    "ImportRow",
    "ImportRun",
    "NominationNote",
    "Person",
    "Photograph",
    "ProtectedLook",
    "Registration",
    "StateChange",
]
