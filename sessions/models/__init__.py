from sessions.models.agenda import AgendaItem, Appearance, Speaker
from sessions.models.attendance import Attendance

__all__ = ["AgendaItem", "Appearance", "Attendance", "Speaker"]
