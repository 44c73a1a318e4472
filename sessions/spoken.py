"""In which language a session is held, and into which it is interpreted: pure, in words.

A session for which nobody has said it is held in the workshop's working languages. Who interprets
has a part in the session like a speaker; the workshop says into which languages. Where no
interpreter has been given a part anywhere yet, nothing is said of interpretation at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sessions.conflicts import SOCIABLE_KINDS
from sessions.freezing import Session, fact_of
from sessions.languages import reading_language
from sessions.models import Appearance
from workshops.languages import languages_in_words
from workshops.models import Workshop


@dataclass(frozen=True, slots=True)
class Spoken:
    """The languages of one session by code. ``into`` is None where nothing is known of it, and
    empty where the session is not interpreted."""

    held_in: tuple[str, ...] = ()
    into: tuple[str, ...] | None = None

    @property
    def is_not_interpreted(self) -> bool:
        return self.into == ()

    @property
    def words(self) -> str:
        """As a reader of the active language is told; empty where there is nothing to tell."""
        said = []
        if self.held_in:
            said.append(_("Held in: %(languages)s") % {"languages": names_of(self.held_in)})
        if self.into:
            said.append(_("interpreted into: %(languages)s") % {"languages": names_of(self.into)})
        elif self.is_not_interpreted:
            said.append(_("not interpreted"))
        return "; ".join(said)

    @property
    def mark(self) -> str:
        """The same in the fewest letters, for a grid: EN → FR, RU. A legend explains it."""
        held, into = _codes(self.held_in), _codes(self.into or ())
        if self.is_not_interpreted:
            into = "×"
        return " → ".join(filter(None, [held, into])) if held else into and f"→ {into}"


SILENT = Spoken()


class Languages:
    """What a workshop and its agenda know of languages, asked for each session."""

    def __init__(self, workshop: Workshop, sessions: Iterable[Session]) -> None:
        sessions = list(sessions)
        self.working = tuple(workshop.working_languages)
        self.interpreted = tuple(workshop.interpretation_languages)
        heard = {*self.working, *self.interpreted} | {fact_of(s, "language") for s in sessions}
        #: Where all is in one language, that need not be said at every session.
        self._is_worth_telling = len(heard - {""}) > 1
        self._has_interpreters = any(_is_interpreted(session) for session in sessions)

    def of(self, session: Session) -> Spoken:
        if not self._is_worth_telling or session["kind"] in SOCIABLE_KINDS:
            return SILENT
        language = fact_of(session, "language")
        held_in = (language,) if language else self.working
        return Spoken(held_in, self._into(session, held_in))

    def _into(self, session: Session, held_in: Collection[str]) -> tuple[str, ...] | None:
        others = self.interpreted
        if len(held_in) == 1:
            others = tuple(code for code in others if code not in held_in)
        if not self._has_interpreters or not others:
            return None
        return others if _is_interpreted(session) else ()


def spoken_in_draft(workshop: Workshop) -> dict[int, Spoken]:
    """For each session as it stands now, with a place or without, by its key; in two queries."""
    parts = Appearance.objects.filter(item__workshop=workshop).values_list("item", "role")
    people: dict[int, list[dict[str, str]]] = {}
    for item, role in parts:
        people.setdefault(item, []).append({"role": role})
    rows = workshop.agenda.order_by("pk").values_list("pk", "kind", "language")
    sessions = {
        pk: {"kind": kind, "language": language, "people": people.get(pk, [])}
        for pk, kind, language in rows
    }
    languages = Languages(workshop, sessions.values())
    return {pk: languages.of(session) for pk, session in sessions.items()}


def names_of(codes: Iterable[str]) -> str:
    """The languages' names for the reader, in their order."""
    return languages_in_words(codes, reading_language())


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(code.upper() for code in codes)


def _is_interpreted(session: Session) -> bool:
    return any(part["role"] == Appearance.Role.INTERPRETER for part in session["people"])
