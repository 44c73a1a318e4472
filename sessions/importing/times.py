"""Times and lengths as people write them: 9:00–10:30, 09.00, 9h30, 9:00 AM, 1 h 30, 90 min."""

import re

from sessions.models.agenda import MINUTES_A_DAY

_CLOCK = re.compile(
    r"(\d{1,2})\s*(?:[:.,hHч]\s*(\d{1,2})?)?(?:[:.]\d{2})?\s*(?:([aApP])\.?\s*[mM]\.?)?"
    r"(?:\s*(?:uhr|год\.?|час\.?|h))?"
)
_BETWEEN = re.compile(r"\s*(?:[-–—−‑]+|\bto\b|\buntil\b|\bà\b|\bдо\b|\bпо\b)\s*")
_BEFORE = re.compile(r"^(?:from|at|de|à|с|со|з|із|о|в)\s+", re.IGNORECASE)
_FRACTION = re.compile(r"0?[.,]\d{3,}|0")
_HOURS = r"(\d{1,2})(?:[.,](\d{1,2}))?\s*(?:h|hrs?|hours?|heures?|ч|час\w*|г|год\w*)\b\.?"
_MINUTES = r"(\d{1,3})\s*(?:['′]|m|mins?|minutes?|мин\w*|хв\w*|м)?\.?"
_LENGTH = re.compile(rf"(?:{_HOURS})?\s*(?:{_MINUTES})?", re.IGNORECASE)


class NotUnderstood(ValueError):
    """The cell says something else."""


def clock_of(text: str) -> int:
    """Minutes after midnight; 24:00 is the end of a day. Raises NotUnderstood."""
    text = _BEFORE.sub("", text.strip())
    if _FRACTION.fullmatch(text):  # a time whose cell is formatted as a number
        return round(float(text.replace(",", ".")) * MINUTES_A_DAY)
    found = _CLOCK.fullmatch(text)
    if not found:
        raise NotUnderstood(text)
    hour, minute = int(found[1]), _minute(text, found[2])
    if found[3]:
        if not 1 <= hour <= 12:
            raise NotUnderstood(text)
        hour = hour % 12 + (12 if found[3] in "pP" else 0)
    if minute > 59 or hour * 60 + minute > MINUTES_A_DAY:
        raise NotUnderstood(text)
    return hour * 60 + minute


def span_of(text: str) -> tuple[int, int | None]:
    """Start and end, or only the start. Raises NotUnderstood."""
    parts = [part for part in _BETWEEN.split(_BEFORE.sub("", text.strip())) if part]
    if len(parts) == 1:
        return clock_of(parts[0]), None
    if len(parts) != 2:
        raise NotUnderstood(text)
    first, last = parts
    half = re.search(r"[aApP]\.?\s*[mM]\.?$", last)
    if half and not re.search(r"[mM]\.?$", first):  # 2–3:30 PM
        end = clock_of(last)
        with_half = clock_of(f"{first} {half[0]}")
        return (with_half if with_half < end else clock_of(f"{first} AM")), end
    return clock_of(first), clock_of(last)


def length_of(text: str) -> int:
    """Minutes. Raises NotUnderstood."""
    text = text.strip()
    if found := re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?|(\d{1,2})\s*[hчг]\s*(\d{2})", text):
        hours, minutes = (found[1], found[2]) if found[1] else (found[3], found[4])
        return int(hours) * 60 + int(minutes)
    found = _LENGTH.fullmatch(text)
    if not text or not found:
        raise NotUnderstood(text)
    hours = float(f"{found[1] or 0}.{found[2] or 0}")
    return round(hours * 60) + int(found[3] or 0)


def _minute(text: str, digits: str | None) -> int:
    """A spreadsheet turns the number 9.30 into 9.3, which is not three minutes past nine."""
    if not digits:
        return 0
    return int(digits) * (10 if len(digits) == 1 and re.search(r"[.,]\d$", text) else 1)
