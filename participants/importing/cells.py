"""Cells that mean something: dates both ways round, yes and no, gender, the halves of a name."""

import datetime
import re

from participants.models import Person

_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_PARTS = re.compile(r"(\d{1,2})\s*[-./ ]\s*(\d{1,2})\s*[-./ ]\s*(\d{4}|\d{2})")
_WORDS = re.compile(r"(\d{1,2})\W+([^\W\d]{3,})\W+(\d{4})|([^\W\d]{3,})\W+(\d{1,2})\W+(\d{4})")
_SHORT_YEAR = re.compile(r"\D\d{2}$")
_LONGEST_AGO = 1900
_MONTHS = (
    ("jan", "янв", "січ"), ("feb", "fév", "fev", "фев", "лют"), ("mar", "мар", "бер"),
    ("apr", "avr", "апр", "кві"), ("may", "mai", "май", "мая", "тра"),
    ("jun", "juin", "июн", "чер"),
    ("jul", "juil", "июл", "лип"), ("aug", "aoû", "aou", "авг", "сер"), ("sep", "сен", "вер"),
    ("oct", "окт", "жов"), ("nov", "ноя", "лис"), ("dec", "déc", "дек", "гру"),
)  # fmt: skip
_YES = frozenset("yes y x 1 true oui o да д так т reserve резерв suppléant + ✓ ✔".split())  # noqa: SIM905
_NO = frozenset("no n 0 false non нет н ні - –".split())  # noqa: SIM905
_FEMALE = "f female w woman femme ж жен женский жін жіноча mme ms mrs"
_MALE = "m male man homme h м муж мужской чол чоловіча ч mr"
_GENDERS = {
    **dict.fromkeys(_FEMALE.split(), "female"),
    **dict.fromkeys(_MALE.split(), "male"),
    **dict.fromkeys(("other", "autre", "другой", "інше"), "other"),
}


class NotUnderstood(ValueError):
    """The cell says something else."""


class Ambiguous(ValueError):
    """3/4 is a day in March in some countries and in April in others; only the user knows."""


def date_of(text: str, *, day_first: bool | None) -> datetime.date:
    """The date of a cell. Raises NotUnderstood, and Ambiguous while ``day_first`` is unknown."""
    text = text.strip()
    try:
        if found := _ISO.fullmatch(text):
            return datetime.date(*(int(part) for part in found.groups()))
        if found := _WORDS.search(text):
            day, month, year = found.group(1, 2, 3) if found[1] else found.group(5, 4, 6)
            return datetime.date(int(year), _month(month), int(day))
        if not (found := _PARTS.fullmatch(text)):
            raise NotUnderstood(text)
        first, second, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
        if first > 12 or first == second:
            return datetime.date(year, second, first)
        if second > 12:
            return datetime.date(year, first, second)
        if "." in text:  # nobody writes the month first with full stops
            return datetime.date(year, second, first)
        if day_first is None:
            raise Ambiguous(text)
        return datetime.date(year, *((second, first) if day_first else (first, second)))
    except (Ambiguous, NotUnderstood):
        raise
    except ValueError as error:
        raise NotUnderstood(text) from error


def birth_date_of(text: str, *, day_first: bool | None, today: datetime.date) -> datetime.date:
    """As ``date_of``, in the past: of two digits the year is the last one that there has been."""
    day = date_of(text, day_first=day_first)
    if day > today and _SHORT_YEAR.search(text.strip()):
        try:
            day = day.replace(year=day.year - 100)
        except ValueError as error:
            raise NotUnderstood(text) from error
    if not day.year >= _LONGEST_AGO or day > today:
        raise NotUnderstood(text)
    return day


def _month(word: str) -> int:
    for number, beginnings in enumerate(_MONTHS, start=1):
        if word.casefold().startswith(beginnings):
            return number
    raise NotUnderstood(word)


def yes_of(text: str) -> bool:
    """Raises NotUnderstood."""
    word = text.casefold().strip()
    if word in _YES:
        return True
    if not word or word in _NO:
        return False
    raise NotUnderstood(text)


def gender_of(text: str) -> str:
    """Raises NotUnderstood."""
    word = text.casefold().strip(" .")
    if not word:
        return Person.Gender.UNSAID
    if word not in _GENDERS:
        raise NotUnderstood(text)
    return _GENDERS[word]


def halves_of(name: str, *, family_first: bool) -> tuple[str, str]:
    """(given names, family name) of a whole name; words in capitals are the family name.

    Not a letter is changed, and both halves are shown before anything is kept."""
    if "," in name:
        family, _comma, given = name.partition(",")
        return given.strip(), family.strip()
    words = name.split()
    capitals = [len(word) > 1 and word.isupper() for word in words]
    if any(capitals) and not all(capitals):
        return (
            " ".join(w for w, high in zip(words, capitals, strict=True) if not high),
            " ".join(w for w, high in zip(words, capitals, strict=True) if high),
        )
    if len(words) < 2:
        return "", name
    if family_first:
        return " ".join(words[1:]), words[0]
    return " ".join(words[:-1]), words[-1]
