from participants.models.delegation import Delegation, FocalPoint, NominationNote
from participants.models.person import Person
from participants.models.registration import Photograph, ProtectedLook, Registration, StateChange

__all__ = [
    "Delegation",
    "FocalPoint",
    "NominationNote",
    "Person",
    "Photograph",
    "ProtectedLook",
    "Registration",
    "StateChange",
]
