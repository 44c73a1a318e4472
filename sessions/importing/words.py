"""Kinds of session by the words of a cell; breaks give themselves away by their title."""

import re

from participants.importing.headings import plain
from sessions.models import AgendaItem

_Kind = AgendaItem.Kind
#: The first kind of which a word is found wins: a "coffee break" is no discussion. A star stands
#: for any ending; "breakout" is no break and a "team" has no tea.
_WORDS = (
    (_Kind.BREAK, "coffee*|break|breaks|lunch*|tea|pause|pauses|cafe|pause cafe|dejeuner*|перерыв*|"
     "перерв*|обед*|обід*|кофе|кофе*пауза|кава|кавова|чай"),
    (_Kind.SOCIAL, "dinner|reception|cocktail*|social event*|social programme|diner|soiree|ужин|"
     "вечеря|фуршет|банкет|excursion*|экскурси*|екскурсі*|activite conviviale|"
     "неформальн* мероприят*"),
    (_Kind.OPENING, "opening|welcome|ouverture|bienvenue|открытие|приветств*|відкриття|вітальн*"),
    (_Kind.CLOSING, "closing|wrap up|cloture|закрытие|закриття|заключительн*"),
    (_Kind.CASE_STUDY, "case study|case studies|case|etude de cas|cas pratique|кейс*|разбор дел*|"
     "разбор случа*"),
    (_Kind.PANEL, "panel*|table ronde|панельн*|круглы* стол*|круглий стіл"),
    (_Kind.EXERCISE, "exercise*|exercice*|practical*|simulation|tabletop|table top|упражнени*|"
     "вправ*|практическ*|практичн*|групповая работа|робота в групах"),
    (_Kind.DISCUSSION, "discussion*|debate*|debat*|q a|questions|обсуждени*|дискусси*|обговоренн*|"
     "дискусі*"),
    (_Kind.BRIEFING, "briefing*|seance d information|брифинг*|брифінг*"),
    (_Kind.LECTURE, "lecture*|presentation*|expose|лекци*|лекці*|доклад*|доповід*|презентац*"),
)  # fmt: skip


def _pattern(words: str) -> re.Pattern[str]:
    any_of = [r"\w*\s*".join(map(plain, word.split("*"))) for word in words.split("|")]
    return re.compile(rf"\b(?:{'|'.join(any_of)})\b")


_PATTERNS = [(kind, _pattern(words)) for kind, words in _WORDS]
#: A long title says more than its kind: "How criminals break encryption" is no break.
_SHORT = 5
_SAYING = (_Kind.BREAK, _Kind.SOCIAL)
_PLENARY = (
    "all|all rooms|plenary|plenary hall|everywhere|toutes|toutes les salles|plénière|все|все залы|"
    "все помещения|пленарное|усі|усі зали|всі зали"
)
_EVERYWHERE = frozenset(plain(words) for words in _PLENARY.split("|"))


def kind_of(text: str, title: str) -> str:
    """The kind that a cell names, or that the title gives away, or a lecture."""
    if text in _Kind.values:
        return text
    if found := _found(text):
        return found
    found = _found(title)
    is_certain = found not in _SAYING or len(plain(title).split()) <= _SHORT
    return found if found and is_certain else _Kind.LECTURE


def is_everywhere(text: str) -> bool:
    """Whether a cell of rooms says that the session is in all of them."""
    return plain(text) in _EVERYWHERE


def _found(text: str) -> str:
    words = plain(text)
    return next((kind for kind, pattern in _PATTERNS if pattern.search(words)), "")
