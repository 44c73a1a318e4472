from participants.models.answer import Answer, AnswerChange, Erasure
from participants.models.delegation import Delegation, FocalPoint, NominationNote
from participants.models.identity import DistinctPair, MatchKey, MergeRecord
from participants.models.importing import ColumnMemory, ImportRow, ImportRun, ImportSource
from participants.models.offer import Offer
from participants.models.person import Person
from participants.models.question import FormSection, Question
from participants.models.registration import Photograph, ProtectedLook, Registration, StateChange
from participants.models.selection import FirstApproval, InternalNote, SavedView, Tag

__all__ = [
    "Answer",
    "AnswerChange",
    "ColumnMemory",
    "Delegation",
    "DistinctPair",
    "Erasure",
    "FirstApproval",
    "FocalPoint",
    "FormSection",
    "ImportRow",
    "ImportRun",
    "ImportSource",
    "InternalNote",
    "MatchKey",
    "MergeRecord",
    "NominationNote",
    "Offer",
    "Person",
    "Photograph",
    "ProtectedLook",
    "Question",
    "Registration",
    "SavedView",
    "StateChange",
    "Tag",
]
