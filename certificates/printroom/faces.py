"""People as badges, plates and labels know them: what is said of them, and what is not.

A protected person is an alias and a delegation; no rank, agency, photograph or own script, all of
which would tell who the alias is.
"""

from __future__ import annotations

from accounts.models import User
from certificates.printroom.registry import Data, Entry, Options
from certificates.printroom.roles import OF_THE_TEAM, Part
from certificates.printroom.state import ALL, EventState, only_interprets
from participants.badge_codes import badge_code
from participants.models import Person, Registration
from sessions.models import Speaker
from workshops.roles import Role


def participants(state: EventState, options: Options) -> list[Entry]:
    """Everybody whose seat is confirmed, of all delegations or the chosen one."""
    language = options["language"]
    return [
        _of_registration(row, state, language)
        for row in state.people(language, options.get("delegation", ALL))
    ]


def speakers(state: EventState) -> list[Entry]:
    """Speakers and interpreters who do not take part as participants, too."""
    registered = {row.person_id for row in state.people("en")}
    return [_of_speaker(one) for one in state.speakers if one.person_id not in registered]


def team(state: EventState) -> list[Entry]:
    """Organisers, staff and observers, by the names of their accounts."""
    return [
        Entry(f"t{helper.user.pk}", _of_user(helper.user, OF_THE_TEAM[Role(helper.role)]))
        for helper in state.helpers
        if helper.user.name
    ]


def _of_registration(row: Registration, state: EventState, language: str) -> Entry:
    speaker = state.speaking.get(row.person_id)
    part = Part.PARTICIPANT
    if speaker:
        part = Part.INTERPRETER if only_interprets(speaker) else Part.SPEAKER
    is_open = not row.is_protected
    data = {
        "name": row.listed_name,
        "title": row.person.title if is_open else "",
        "own_script": own_script(row.person) if is_open else "",
        "position": row.position if is_open else "",
        "agency": row.agency if is_open else "",
        "delegation": row.delegation.name_in(language) if row.delegation else "",
        "country": row.delegation.country if row.delegation else "",
        "is_head": row.is_head and is_open,
        "part": part.value,
        "code": badge_code(row),
        "photograph": state.photographs.get(row.pk, "") if is_open else "",
        "no_photographs": row.is_protected or not row.consents_to_photographs,
    }
    return Entry(f"r{row.pk}", data, person=row.person_id if is_open else None)


def _of_speaker(speaker: Speaker) -> Entry:
    part = Part.INTERPRETER if only_interprets(speaker) else Part.SPEAKER
    # ``with_names()`` has brought the alias of somebody who is protected here.
    alias = speaker.__dict__.get("alias")
    data: Data = {
        "name": speaker.listed_name,
        "title": "" if alias else speaker.person.title,
        "own_script": "" if alias else own_script(speaker.person),
        "position": "" if alias else speaker.position,
        "agency": "" if alias else speaker.agency,
        "delegation": "",
        "country": "",
        "is_head": False,
        "part": part.value,
        "code": "",
        "photograph": "",
        "no_photographs": bool(alias),
    }
    return Entry(f"s{speaker.pk}", data, person=None if alias else speaker.person_id)


def _of_user(user: User, part: Part) -> Data:
    return {
        "name": user.name,
        "title": "",
        "own_script": "",
        "position": "",
        "agency": "",
        "delegation": "",
        "country": "",
        "is_head": False,
        "part": part.value,
        "code": "",
        "photograph": "",
        "no_photographs": False,
    }


def own_script(person: Person) -> str:
    """The name in the own script, where it is another than the one in large letters."""
    return "" if person.name_in_own_script == person.printed_name else person.name_in_own_script
