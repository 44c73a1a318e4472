"""What differs between two agendas: found as facts, kept as facts, worded for each reader.

Pure functions over the sessions of ``sessions.freezing``. People are ids throughout; the names
come in with the words, and whoever the reader may not know of is left out.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from common.dates import date_range
from sessions.conflicts import clock
from sessions.freezing import FACTS, Session, fact_of
from sessions.languages import reading_language
from sessions.models import AgendaItem
from workshops.languages import languages_in_words

NEW, CANCELLED, CHANGED = "new", "cancelled", "changed"
_PLACE = ("day", "start", "minutes", "in_all_rooms", "rooms")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one session. ``before`` and ``after`` hold the facts that differ, and where
    the session is at all: one of them is empty for a new or a cancelled one."""

    uid: str
    kind: str
    title: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("uid", "kind", "title", "before", "after")}

    @property
    def speakers(self) -> set[int]:
        """Everybody whom the change itself names; unchanged people are not in it."""
        parts = [*self.before.get("people", []), *self.after.get("people", [])]
        return {part["speaker"] for part in parts}


def changes_between(before: Iterable[Session], after: Iterable[Session]) -> list[Change]:
    """In the order of the new agenda; what is cancelled comes last."""
    earlier = {one["uid"]: one for one in before}
    found = []
    for one in after:
        known = earlier.pop(one["uid"], None)
        if known is None:
            found.append(Change(one["uid"], NEW, one["title"], after=_facts(one, FACTS)))
        elif different := [n for n in FACTS if fact_of(known, n) != fact_of(one, n)]:
            names = [*different, *(name for name in _PLACE if name not in different)]
            found.append(
                Change(one["uid"], CHANGED, one["title"], _facts(known, names), _facts(one, names))
            )
    gone = [
        Change(one["uid"], CANCELLED, one["title"], before=_facts(one, FACTS))
        for one in earlier.values()
    ]
    return found + gone


def changes_from(stored: Iterable[Mapping[str, Any]]) -> list[Change]:
    """The changes of a version, as ``as_json`` wrote them."""
    return [Change(**one) for one in stored]


def in_words(change: Change, names: Mapping[int, str]) -> list[str]:
    """The change in sentences of the active language; none when it is not for this reader.

    ``names`` are the speakers whom the reader may know, by id."""
    title = change.title
    if change.kind == NEW:
        facts = {"title": title, "place": _place(change.after)}
        return [_("New: “%(title)s”, %(place)s.") % facts]
    if change.kind == CANCELLED:
        facts = {"title": title, "place": _place(change.before)}
        return [_("Cancelled: “%(title)s”, %(place)s.") % facts]
    said = []
    if _differs(change, "title"):
        facts = {"before": change.before["title"], "after": title}
        said.append(_("“%(before)s” is now called “%(after)s”.") % facts)
    said += _moved(change)
    if _differs(change, "kind"):
        kind = str(AgendaItem.Kind(change.after["kind"]).label)
        said.append(_("“%(title)s” is now: %(kind)s.") % {"title": title, "kind": kind})
    said += _people(change, names)
    if _differs(change, "abstract"):
        said.append(_("“%(title)s” is described anew.") % {"title": title})
    return said + _language(change) + _translated(change)


def _language(change: Change) -> list[str]:
    before, after = fact_of(change.before, "language"), fact_of(change.after, "language")
    if before == after:
        return []
    if not after:
        words = _("It is open again in which language “%(title)s” is held.")
        return [words % {"title": change.title}]
    facts = {"title": change.title, "language": languages_in_words([after], reading_language())}
    return [_("“%(title)s” is held in: %(language)s.") % facts]


def _translated(change: Change) -> list[str]:
    """Of each language that changed its name, apart for titles and descriptions."""
    before, after = fact_of(change.before, "translations"), fact_of(change.after, "translations")
    reader = reading_language()

    def changed(part: str) -> str:
        codes = sorted({*before, *after})
        told = [c for c in codes if _in(before, c, part) != _in(after, c, part)]
        return languages_in_words(told, reader)

    said = []
    if languages := changed("title"):
        facts = {"title": change.title, "languages": languages}
        said.append(_("The title of “%(title)s” changed in: %(languages)s.") % facts)
    if languages := changed("abstract"):
        facts = {"title": change.title, "languages": languages}
        said.append(_("The description of “%(title)s” changed in: %(languages)s.") % facts)
    return said


def _in(translations: Mapping[str, Mapping[str, str]], language: str, part: str) -> str:
    return translations.get(language, {}).get(part, "")


def _moved(change: Change) -> list[str]:
    before, after = change.before, change.after
    rooms = _differs(change, "rooms") or _differs(change, "in_all_rooms")
    facts = {"title": change.title}
    if _differs(change, "day") or _differs(change, "start"):
        with_day = before["day"] != after["day"]
        with_end = before["minutes"] != after["minutes"]
        facts |= {
            "before": _time(before, with_day=with_day, with_end=with_end),
            "after": _time(after, with_day=with_day, with_end=with_end),
        }
        if rooms:
            facts["after"] = ", ".join(filter(None, [facts["after"], _rooms(after)]))
        return [_("“%(title)s” moved from %(before)s to %(after)s.") % facts]
    said = []
    if _differs(change, "minutes"):
        facts["end"] = clock(after["start"] + after["minutes"])
        facts["before"] = clock(before["start"] + before["minutes"])
        said.append(_("“%(title)s” ends at %(end)s instead of %(before)s.") % facts)
    if rooms:
        facts |= {"before": _rooms(before), "after": _rooms(after)}
        if not facts["after"]:
            words = _("“%(title)s” has no room any more.")
        elif not facts["before"]:
            words = _("“%(title)s” takes place here: %(after)s.")
        else:
            words = _("“%(title)s” changes rooms: %(after)s instead of %(before)s.")
        said.append(words % facts)
    return said


def _people(change: Change, names: Mapping[int, str]) -> list[str]:
    if not _differs(change, "people"):
        return []
    earlier = [p for p in change.before["people"] if p["speaker"] in names]
    now = [p for p in change.after["people"] if p["speaker"] in names]
    if earlier == now:
        return []  # only people changed whom this reader does not know of
    was, here = ({p["speaker"] for p in parts} for parts in (earlier, now))
    come = list(dict.fromkeys(p["speaker"] for p in now if p["speaker"] not in was))
    gone = list(dict.fromkeys(p["speaker"] for p in earlier if p["speaker"] not in here))
    said = []
    if come:
        facts = {"title": change.title, "names": ", ".join(names[one] for one in come)}
        said.append(_("New at “%(title)s”: %(names)s.") % facts)
    if gone:
        facts = {"title": change.title, "names": ", ".join(names[one] for one in gone)}
        said.append(_("No longer at “%(title)s”: %(names)s.") % facts)
    return said or [_("The parts at “%(title)s” were shared out anew.") % {"title": change.title}]


def _differs(change: Change, name: str) -> bool:
    return name in change.before and fact_of(change.before, name) != fact_of(change.after, name)


def _facts(session: Session, names: Iterable[str]) -> dict[str, Any]:
    return {name: session[name] for name in names if name in session}


def _place(facts: Mapping[str, Any]) -> str:
    when = _time(facts, with_day=True, with_end=True)
    return ", ".join(filter(None, [when, _rooms(facts)]))


def _time(facts: Mapping[str, Any], *, with_day: bool, with_end: bool) -> str:
    words = clock(facts["start"])
    if with_end:
        words = f"{words}–{clock(facts['start'] + facts['minutes'])}"
    if with_day:
        words = f"{date_range(datetime.date.fromisoformat(facts['day']))}, {words}"
    return words


def _rooms(facts: Mapping[str, Any]) -> str:
    if facts["in_all_rooms"]:
        return _("all rooms")
    return ", ".join(room["name"] for room in facts["rooms"])
