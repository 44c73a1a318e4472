"""What is wrong with a session whatever else is on the agenda."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sessions.conflicts.placing import Cause, Clash, Crowd, Hours, Languages, Placing, clock


def outside_hours(placing: Placing, hours: Hours) -> list[Clash]:
    if not hours.first_day <= placing.day <= hours.last_day:
        words = _("This day is outside the workshop's dates.")
        return [Clash(Cause.DAYS, words, field="day")]
    if placing.start < hours.opens:
        words = _("The workshop's day begins at %(time)s; this session starts before that.")
        return [Clash(Cause.HOURS, words % {"time": clock(hours.opens)}, field="start")]
    if placing.end > hours.closes:
        words = _("The workshop's day ends at %(time)s; this session would end at %(end)s.")
        facts = {"time": clock(hours.closes), "end": clock(placing.end)}
        return [Clash(Cause.HOURS, words % facts, field="end")]
    return []


def missing_speaker(placing: Placing) -> list[Clash]:
    if placing.speakers or not placing.needs_speaker:
        return []
    words = _("Nobody speaks at this session yet.")
    return [Clash(Cause.NO_SPEAKER, words, matters=(placing.key, placing.kind))]


def missing_seats(placing: Placing, crowd: Crowd) -> list[Clash]:
    """A warning where more people come than the rooms, all of known size, have seats.

    Those who come are the number that somebody has given, or else everybody who is approved where
    everybody is expected.
    """
    total = crowd.seats_in(placing.rooms)
    if total is None:
        return []
    facts: dict[str, int] = {"seats": total}
    # Whom the warning was accepted for: the rooms and the number given, not each new approval.
    matters = (placing.key, tuple(sorted(placing.rooms)), total, placing.expected)
    if placing.expected is not None:
        if placing.expected <= total:
            return []
        words = ngettext(
            "%(seats)s seat for %(expected)s people expected.",
            "%(seats)s seats for %(expected)s people expected.",
            total,
        )
        facts["expected"] = placing.expected
    else:
        if not placing.expects_everybody or crowd.approved <= total:
            return []
        words = ngettext(
            "%(seats)s seat for %(approved)s approved participants.",
            "%(seats)s seats for %(approved)s approved participants.",
            total,
        )
        facts["approved"] = crowd.approved
    return [Clash(Cause.SEATS, words % facts, field="rooms", matters=matters)]


def too_many_chose(placing: Placing, crowd: Crowd) -> list[Clash]:
    """A warning where more people chose the session than the rooms have seats."""
    total, chosen = crowd.seats_in(placing.rooms), crowd.chosen.get(placing.key, 0)
    if total is None or placing.in_all_rooms or chosen <= total:
        return []
    words = ngettext(
        "%(seats)s seat for %(chosen)s people who chose this session.",
        "%(seats)s seats for %(chosen)s people who chose this session.",
        total,
    )
    facts = {"seats": total, "chosen": chosen}
    matters = (placing.key, tuple(sorted(placing.rooms)), total)
    return [Clash(Cause.CHOSEN, words % facts, field="rooms", matters=matters)]


def missing_interpretation(placing: Placing, languages: Languages) -> list[Clash]:
    """A session in a language that is no working language needs somebody who interprets it."""
    spoken = placing.language
    if not spoken or not languages.working or spoken in languages.working:
        return []
    facts = {"language": languages.names.get(spoken, spoken)}
    matters = (placing.key, spoken, bool(placing.interpreters))
    if spoken not in languages.interpreted:
        words = _("Nobody interprets %(language)s at this workshop.")
    elif not placing.interpreters:
        words = _("This session is in %(language)s, and no interpreter has a part in it yet.")
    else:
        return []
    return [Clash(Cause.LANGUAGE, words % facts, field="language", matters=matters)]
