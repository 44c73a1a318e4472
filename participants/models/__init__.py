from participants.models.delegation import Delegation, FocalPoint, NominationNote
from participants.models.person import Person
from participants.models.registration import Photograph, Registration, StateChange

__all__ = [
    "Delegation",
    "FocalPoint",
    "NominationNote",
    "Person",
    "Photograph",
    "Registration",
    "StateChange",
]
