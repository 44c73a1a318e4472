"""The day a cell or a title row names; of two readings, the one within the workshop is meant."""

import datetime
import re
from dataclasses import dataclass

from participants.importing import cells
from participants.importing.headings import plain

_WEEKDAYS = [
    frozenset(words.split("|"))
    for words in (
        "monday|mon|lundi|понедельник|понеділок|пн", "tuesday|tue|mardi|вторник|вівторок|вт",
        "wednesday|wed|mercredi|среда|середа|ср", "thursday|thu|jeudi|четверг|четвер|чт",
        "friday|fri|vendredi|пятница|п ятниця|пятниця|пт", "saturday|sat|samedi|суббота|субота|сб",
        "sunday|sun|dimanche|воскресенье|неділя|вс|нд",
    )
]  # fmt: skip
_NUMBERED = re.compile(
    r"(?:day|jour|journée|день)\s*(?:no\.?|n°|№|#)?\s*(\d{1,2})\b"
    r"|(\d{1,2})\s*-?\s*(?:й|st|nd|rd|th|er|e|ème)?\s+(?:day|jour|день)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}\s*[-./]\s*\d{1,2}(?:\s*[-./]\s*\d{2,4})?"
)
_WORDS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er)?\s+(?:of\s+)?([^\W\d]{3,})\.?(?:\W+(\d{4}))?"
    r"|([^\W\d]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:\W+(\d{4}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Days:
    """The days of a workshop, by which a day without a year or a month is understood."""

    first: datetime.date
    last: datetime.date

    def __contains__(self, day: datetime.date) -> bool:
        return self.first <= day <= self.last

    def day_of(self, text: str) -> datetime.date | None:
        """The day that ``text`` names, also among other words; None where it names none."""
        readings = self._dates(text)
        if readings:
            return next((day for day in readings if day in self), readings[0])
        if found := _NUMBERED.search(text):
            return self.first + datetime.timedelta(days=int(found[1] or found[2]) - 1)
        return self._weekday(text)

    def _dates(self, text: str) -> list[datetime.date]:
        found = _FIGURES.search(text)
        texts = [found[0]] if found else []
        if not found:
            for words in _WORDS.finditer(text):
                day, month, year = words.group(1, 2, 3) if words[1] else words.group(5, 4, 6)
                texts.append(f"{day} {month} {year or ''}".strip())
        readings: list[datetime.date] = []
        for one in texts:
            parts = re.split(r"\s*[-./ ]\s*", one)
            years = [""] if len(parts) == 3 else [str(y) for y in self._years()]
            sign = " " if " " in one and not found else next((s for s in "./-" if s in one), " ")
            for year in years:
                whole = sign.join([*parts, year]) if year else one
                for day_first in (True, False):
                    try:
                        # Full stops put the day first, whatever is asked.
                        readings.append(cells.date_of(whole, day_first=day_first))
                    except cells.NotUnderstood:
                        continue
        return list(dict.fromkeys(readings))

    def _years(self) -> range:
        return range(self.first.year, self.last.year + 1)

    def _weekday(self, text: str) -> datetime.date | None:
        """A weekday alone says enough where the workshop has only one of it."""
        words = plain(text)
        for number, names in enumerate(_WEEKDAYS):
            if any(words == name or words.startswith(f"{name} ") for name in names):
                start = self.first + datetime.timedelta(days=(number - self.first.weekday()) % 7)
                again = start + datetime.timedelta(days=7)
                return start if start in self and again not in self else None
        return None
