"""What the apps above ``workshops`` ask of a change of its settings, before it is saved."""

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.rules import RuleBroken
from participants.queries import seats_of
from sessions.models import AgendaItem
from workshops.models import Workshop


class SettingsRefused(RuleBroken):
    """The new settings leave out what is already planned."""


def refuse_sessions_outside(workshop: Workshop) -> None:
    """Raise SettingsRefused when scheduled sessions would fall outside the days or their hours."""
    opens, closes = (
        time.hour * 60 + time.minute for time in (workshop.day_starts_at, workshop.day_ends_at)
    )
    scheduled = AgendaItem.objects.filter(workshop=workshop).scheduled()
    stray = scheduled.exclude(day__range=(workshop.starts_on, workshop.ends_on)).count()
    if stray:
        sentence = ngettext(
            "%(n)d session is planned for another day. Move it first, or unschedule it.",
            "%(n)d sessions are planned for other days. Move them first, or unschedule them.",
            stray,
        )
        is_early = scheduled.filter(day__lt=workshop.starts_on).exists()
        field = "starts_on" if is_early else "ends_on"
        raise SettingsRefused(sentence % {"n": stray}, field=field)
    late = scheduled.filter(
        Q(start_minute__lt=opens) | Q(start_minute__gt=closes - F("minutes"))
    ).count()
    if late:
        sentence = ngettext(
            "%(n)d session lies outside these hours.",
            "%(n)d sessions lie outside these hours.",
            late,
        )
        raise SettingsRefused(sentence % {"n": late}, field="day_starts_at")


def refuse_fewer_seats_than_taken(workshop: Workshop) -> None:
    """Raise SettingsRefused when more people hold a seat than the new capacity allows.

    A capacity that was exceeded on purpose does not keep other settings from being saved."""
    taken = seats_of(workshop)
    before = Workshop.objects.values_list("capacity", flat=True).get(pk=workshop.pk)
    if workshop.capacity < min(taken, before):
        raise SettingsRefused(
            _("%(taken)d seats are taken: the capacity cannot be less.") % {"taken": taken},
            field="capacity",
        )


CHECKS = (refuse_sessions_outside, refuse_fewer_seats_than_taken)
