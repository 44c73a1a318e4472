"""Results of the knowledge test as people type and paste them. Pure over text and people."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.collation import fold
from participants.models import Registration

_POINTS = re.compile(r"(\d+(?:[.,]\d+)?)\s*/\s*(\d+(?:[.,]\d+)?)")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%?")


class NoResult(ValueError):
    """What was typed is no result; the sentence may be shown."""


def percent_of(typed: str) -> int:
    """``85``, ``85 %`` or ``17/20`` in whole per cent, rounded down: 79.9 is not 80.

    Raises NoResult."""
    typed = typed.strip()
    if points := _POINTS.fullmatch(typed):
        reached, possible = map(_number, points.groups())
        if not possible or reached > possible:
            raise NoResult(_("“%(typed)s”: more points than there are.") % {"typed": typed})
        # In hundredths of a point, so that no binary fraction loses a per cent.
        return int(100 * round(100 * reached) // round(100 * possible))
    if percent := _PERCENT.fullmatch(typed):
        value = _number(percent.group(1))
        if value <= 100:
            return int(value)
        raise NoResult(_("“%(typed)s”: a result is at most 100 per cent.") % {"typed": typed})
    raise NoResult(_("“%(typed)s” is no result. Type 85, 85 %% or 17/20.") % {"typed": typed})


@dataclass(frozen=True)
class Pasted:
    """What lines from a spreadsheet say: results by registration, or what is wrong with them."""

    results: dict[int, int]
    errors: list[str]


def read_pasted(lines: str, people: Iterable[Registration]) -> Pasted:
    """Each line names somebody of ``people``, by name or e-mail address, and the result.

    Protected people are known by their alias only: nobody may try out names here."""
    known = _by_name(people)
    pasted = Pasted({}, [])
    for number, line in enumerate(lines.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            pk, percent = _read(line, known)
        except NoResult as error:
            pasted.errors.append(
                _("Line %(number)d: %(error)s") % {"number": number, "error": error}
            )
            continue
        if pasted.results.get(pk, percent) != percent:
            words = _("Line %(number)d: this person has another result in a line above.")
            pasted.errors.append(words % {"number": number})
        pasted.results[pk] = percent
    return pasted


def _read(line: str, known: dict[str, set[int]]) -> tuple[int, int]:
    who, typed = _apart(line)
    if not who:
        raise NoResult(_("“%(line)s”: the result is missing.") % {"line": line.strip()})
    found = known.get(_folded(who), set())
    if not found:
        raise NoResult(_("nobody here is called “%(name)s”.") % {"name": who})
    if len(found) > 1:
        raise NoResult(
            _("several people are called “%(name)s”: use the e-mail address.") % {"name": who}
        )
    return next(iter(found)), percent_of(typed)


def _apart(line: str) -> tuple[str, str]:
    """Who, and the result after the last sign: "Beridze, Ana; 85" has a comma in the name."""
    sign = next((one for one in "\t;" if one in line.strip()), ",")
    who, _sign, typed = line.strip().rpartition(sign)
    return who.strip(" \t;,"), typed.strip()


def _by_name(people: Iterable[Registration]) -> dict[str, set[int]]:
    known: dict[str, set[int]] = {}
    for one in people:
        names = {one.listed_name}
        if not one.is_protected:
            person = one.person
            names |= {
                person.full_name,
                f"{person.family_name} {person.given_names}",
                person.name_in_own_script,
                person.email,
            }
        for name in names:
            if folded := _folded(name):
                known.setdefault(folded, set()).add(one.pk)
    return known


def _folded(name: str) -> str:
    return " ".join(fold(name.replace(",", " ")).split())


def _number(digits: str) -> float:
    return float(digits.replace(",", "."))
