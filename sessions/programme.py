"""The released agenda, as everybody but its editors reads it: plain facts in few queries.

Pages, paper, calendars and messages ask here and never for the sessions themselves, which are the
organisers' draft. Certificates and attendance go by the sessions that were held.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from sessions import freezing
from sessions.changes import Change, changes_between, changes_from, in_words
from sessions.conflicts import clock
from sessions.languages import Translations, original_language, reading_language, words_in
from sessions.models import AgendaItem, AgendaVersion, Appearance, Speaker
from sessions.spoken import SILENT, Languages, Spoken
from workshops.models import Workshop


@dataclass(frozen=True, slots=True)
class Part:
    """Who does what at a session. ``speaker`` is the id of an entry in the list of speakers, and
    ``person`` that of whoever it is."""

    role: str
    name: str
    agency: str = ""
    position: str = ""
    speaker: int = 0
    person: int = 0

    @property
    def is_speaker(self) -> bool:
        return self.role == Appearance.Role.SPEAKER

    @property
    def role_words(self) -> str:
        return str(Appearance.Role(self.role).label)


@dataclass(frozen=True, slots=True)
class Session:
    """A session in wall-clock time of the workshop's zone. ``item`` is the id that its row has."""

    uid: str
    item: int
    title: str
    kind: str
    abstract: str
    day: datetime.date
    start_minute: int
    minutes: int
    in_all_rooms: bool
    rooms: tuple[str, ...]
    people: tuple[Part, ...]
    counts_for_attendance: bool
    sequence: int
    changed_at: datetime.datetime
    zone: ZoneInfo
    #: The languages of title and abstract where they are not the reader's; empty where they are.
    title_lang: str = ""
    abstract_lang: str = ""
    translations: Translations = field(default_factory=dict)
    #: In which languages it is held and heard; for breaks and the like nothing.
    spoken: Spoken = SILENT
    #: The language that was chosen for it, by code; mostly none.
    language: str = ""
    #: Filled in by ``sessions.materials`` for pages that show them.
    materials: tuple[Any, ...] = ()
    #: Filled in by ``sessions.choosing`` for a participant's own page.
    choice: Any = None

    @property
    def time(self) -> str:
        return f"{clock(self.start_minute)}–{clock(self.start_minute + self.minutes)}"

    @property
    def kind_words(self) -> str:
        return str(AgendaItem.Kind(self.kind).label)

    @property
    def is_break(self) -> bool:
        return self.kind == AgendaItem.Kind.BREAK

    @property
    def place(self) -> str:
        """The rooms in words; empty where none is chosen."""
        return _("all rooms") if self.in_all_rooms else ", ".join(self.rooms)

    @property
    def starts_at(self) -> datetime.datetime:
        return self._at(self.start_minute)

    @property
    def ends_at(self) -> datetime.datetime:
        return self._at(self.start_minute + self.minutes)

    def _at(self, minute: int) -> datetime.datetime:
        # Wall-clock arithmetic on the naive time, so that a change of the clocks moves nothing.
        midnight = datetime.datetime.combine(self.day, datetime.time())
        return (midnight + datetime.timedelta(minutes=minute)).replace(tzinfo=self.zone)


@dataclass(frozen=True, slots=True)
class Day:
    date: datetime.date
    items: list[Session]


def _in_order(one: Session) -> tuple[int, int, str, str]:
    return one.start_minute, -one.minutes, one.title.casefold(), one.uid


@dataclass(frozen=True, slots=True)
class Programme:
    """A version of the agenda, or the draft: that one has no ``version``."""

    sessions: list[Session]
    cancelled: list[Session] = field(default_factory=list)
    version: AgendaVersion | None = None
    #: The speakers whom the reader may know, by id.
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def changelog(self) -> list[list[str]]:
        """For each session that this version changed the sentences, in the active language.

        Of a first version there is nothing to tell."""
        if self.version is None or self.version.number == 1:
            return []
        return sentences_of(changes_from(self.version.changes), self.names)

    @property
    def days(self) -> list[Day]:
        """The sessions by day, by time and then by title; days without one are left out."""
        days: dict[datetime.date, list[Session]] = {}
        for one in self.sessions:
            days.setdefault(one.day, []).append(one)
        return [Day(date, sorted(days[date], key=_in_order)) for date in sorted(days)]


@dataclass(frozen=True, slots=True)
class Publication:
    """Where the agenda stands between draft and readers."""

    latest: AgendaVersion | None
    n_changes: int


def latest_version(workshop: Workshop) -> AgendaVersion | None:
    return workshop.agenda_versions.order_by("-number").first()


def released_programme(workshop: Workshop, *, language: str | None = None) -> Programme | None:
    """What was released last, in two queries; None before the first release.

    Titles and descriptions are in ``language``: the active one unless given, and with "" as they
    were written. People whose identity is protected are left out, not only renamed."""
    version = latest_version(workshop)
    return programme_of(version, language=language) if version else None


def programme_of(
    version: AgendaVersion, *, for_staff: bool = False, language: str | None = None
) -> Programme:
    """A version as everybody may read it, or as staff may: protected people by their alias."""
    told = _Telling(
        version.workshop,
        _people(version.workshop_id, for_staff=for_staff),
        version.content["sessions"],
        language,
    )
    return Programme(
        [told.session(one) for one in version.content["sessions"]],
        [told.session(one) for one in version.content["cancelled"]],
        version,
        _names(told.people),
    )


def draft_programme(workshop: Workshop) -> Programme:
    """The sessions as they stand now, told as a release would tell them to everybody."""
    draft = freezing.draft_of(workshop)
    told = _Telling(workshop, _people(workshop.pk, for_staff=False), draft)
    return Programme([told.session(one) for one in draft])


def unreleased_changes(workshop: Workshop) -> list[Change]:
    """How the draft differs from what was released last; before that, everything is new."""
    return _differences(workshop, latest_version(workshop))


def publication_of(workshop: Workshop) -> Publication:
    """The last version, and in how many sessions the draft differs from it."""
    latest = latest_version(workshop)
    return Publication(latest, len(_differences(workshop, latest)))


def names_in(workshop: Workshop, *, for_staff: bool = False) -> dict[int, str]:
    """The names by which the workshop's speakers go with this kind of reader, by id."""
    return _names(_people(workshop.pk, for_staff=for_staff))


def sentences_of(changes: Iterable[Change], names: Mapping[int, str]) -> list[list[str]]:
    """The sentences of each change in the active language, without those that say nothing."""
    told = (in_words(change, names) for change in changes)
    return [sentences for sentences in told if sentences]


def changes_about(version: AgendaVersion, changes: Iterable[Change], speaker: int) -> list[Change]:
    """Of the version's ``changes`` those at sessions in which ``speaker`` has or had a part."""
    theirs = sessions_about(version, speaker)
    return [one for one in changes if one.uid in theirs or speaker in one.speakers]


def sessions_about(version: AgendaVersion, speaker: int) -> set[str]:
    """The uids of the sessions, cancelled ones too, in which ``speaker`` has or had a part."""
    return {
        one["uid"]
        for one in (*version.content["sessions"], *version.content["cancelled"])
        if any(part["speaker"] == speaker for part in one["people"])
    }


def _differences(workshop: Workshop, latest: AgendaVersion | None) -> list[Change]:
    before = latest.content["sessions"] if latest else []
    return changes_between(before, freezing.draft_of(workshop))


def _people(workshop: int, *, for_staff: bool) -> dict[int, Speaker]:
    rows = Speaker.objects.with_names().filter(workshop=workshop)
    return {row.pk: row for row in (rows if for_staff else rows.unprotected())}


def _names(people: Mapping[int, Speaker]) -> dict[int, str]:
    return {pk: speaker.listed_name for pk, speaker in people.items()}


class _Telling:
    """Makes sessions of stored facts, for one kind of reader and in one language."""

    def __init__(
        self,
        workshop: Workshop,
        people: Mapping[int, Speaker],
        sessions: Iterable[freezing.Session],
        language: str | None = None,
    ) -> None:
        self.people = people
        self._zone = workshop.zone
        self._original = original_language(workshop)
        self._language = reading_language() if language is None else language
        self._languages = Languages(workshop, sessions)

    def session(self, facts: freezing.Session) -> Session:
        translations = facts.get("translations") or {}
        words = words_in(
            self._language,
            title=facts["title"],
            abstract=facts["abstract"],
            translations=translations,
            original=self._original,
        )
        return Session(
            uid=facts["uid"],
            item=facts["item"],
            title=words.title,
            kind=facts["kind"],
            abstract=words.abstract,
            day=datetime.date.fromisoformat(facts["day"]),
            start_minute=facts["start"],
            minutes=facts["minutes"],
            in_all_rooms=facts["in_all_rooms"],
            rooms=tuple(room["name"] for room in facts["rooms"]),
            people=tuple(self._parts(facts)),
            counts_for_attendance=facts["counts"],
            sequence=facts["sequence"],
            changed_at=datetime.datetime.fromisoformat(facts["changed_at"]),
            zone=self._zone,
            title_lang=words.title_lang,
            abstract_lang=words.abstract_lang,
            translations=translations,
            spoken=self._languages.of(facts),
            language=freezing.fact_of(facts, "language"),
        )

    def _parts(self, facts: freezing.Session) -> Iterator[Part]:
        for one in facts["people"]:
            if (who := self.people.get(one["speaker"])) is not None:
                yield Part(
                    one["role"], who.listed_name, who.agency, who.position, who.pk, who.person_id
                )
