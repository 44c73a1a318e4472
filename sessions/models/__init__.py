from sessions.models.agenda import AgendaItem, Appearance, Speaker
from sessions.models.attendance import Attendance
from sessions.models.editing import AcceptedClash, AgendaEdit

__all__ = ["AcceptedClash", "AgendaEdit", "AgendaItem", "Appearance", "Attendance", "Speaker"]
