from sessions.models.agenda import AgendaItem, Appearance, Speaker
from sessions.models.attendance import Attendance
from sessions.models.publication import AgendaFollower, AgendaVersion

__all__ = ["AgendaFollower", "AgendaItem", "AgendaVersion", "Appearance", "Attendance", "Speaker"]
