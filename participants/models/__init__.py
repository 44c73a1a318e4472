from participants.models.delegation import Delegation, FocalPoint, NominationNote
from participants.models.importing import ColumnMemory, ImportRow, ImportRun, ImportSource
from participants.models.offer import Offer
from participants.models.person import Person
from participants.models.registration import Photograph, ProtectedLook, Registration, StateChange
from participants.models.selection import FirstApproval, InternalNote, SavedView, Tag

__all__ = [
    "ColumnMemory",
    "Delegation",
    "FirstApproval",
    "FocalPoint",
    "ImportRow",
    "ImportRun",
    "ImportSource",
    "InternalNote",
    "NominationNote",
    "Offer",
    "Person",
    "Photograph",
    "ProtectedLook",
    "Registration",
    "SavedView",
    "StateChange",
    "Tag",
]
