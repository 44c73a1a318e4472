"""The agenda as plain JSON and as a table, for whoever builds something on it."""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from participants.exporting.columns import Column
from sessions.programme import Part, Programme, Session
from workshops.models import Workshop


def agenda_as_json(workshop: Workshop, programme: Programme) -> dict[str, Any]:
    """Days and sessions; instants with the offset of the workshop's zone, which is named.

    Titles and abstracts are as they were written, in ``language``, with all ``translations``.
    The names are stable: what is added comes under a new one."""
    version = programme.version
    return {
        "workshop": {
            "slug": workshop.slug,
            "title": workshop.title,
            "starts_on": workshop.starts_on.isoformat(),
            "ends_on": workshop.ends_on.isoformat(),
            "time_zone": workshop.time_zone,
            "city": workshop.city,
            "country": workshop.country,
        },
        "version": version
        and {
            "number": version.number,
            "released_at": version.released_at.isoformat(),
        },
        "days": [
            {"date": day.date.isoformat(), "sessions": [_session(one) for one in day.items]}
            for day in programme.days
        ],
    }


#: The columns of the spreadsheet: one row a session.
COLUMNS: tuple[Column[Session], ...] = (
    Column(pgettext_lazy("of a session", "Starts"), lambda row: _wall_clock(row.starts_at), 18),
    Column(pgettext_lazy("of a session", "Ends"), lambda row: _wall_clock(row.ends_at), 18),
    Column(gettext_lazy("Minutes"), lambda row: row.minutes, 10),
    Column(gettext_lazy("Session"), lambda row: row.title, 48),
    Column(gettext_lazy("Kind"), lambda row: row.kind_words, 16),
    Column(gettext_lazy("Rooms"), lambda row: row.place, 22),
    Column(
        gettext_lazy("Speakers"),
        lambda row: "; ".join(_credit(part) for part in row.people if part.is_speaker),
        40,
    ),
    Column(
        gettext_lazy("Further roles"),
        lambda row: "; ".join(
            f"{part.role_words}: {_credit(part)}" for part in row.people if not part.is_speaker
        ),
        40,
    ),
    Column(gettext_lazy("Languages"), lambda row: row.spoken.words, 30),
    Column(gettext_lazy("Description"), lambda row: row.abstract, 60),
)


def _session(one: Session) -> dict[str, Any]:
    return {
        "uid": one.uid,
        "title": one.title,
        "kind": one.kind,
        "starts_at": one.starts_at.isoformat(),
        "ends_at": one.ends_at.isoformat(),
        "minutes": one.minutes,
        "in_all_rooms": one.in_all_rooms,
        "rooms": list(one.rooms),
        "abstract": one.abstract,
        "language": one.title_lang,
        "translations": one.translations,
        "held_in": list(one.spoken.held_in),
        "interpreted_into": None if one.spoken.into is None else list(one.spoken.into),
        "people": [
            {
                "role": part.role,
                "name": part.name,
                "agency": part.agency,
                "position": part.position,
            }
            for part in one.people
        ],
    }


def _credit(part: Part) -> str:
    return f"{part.name} ({part.agency})" if part.agency else part.name


def _wall_clock(moment: datetime.datetime) -> datetime.datetime:
    """Workbooks know no zones."""
    return moment.replace(tzinfo=None)
