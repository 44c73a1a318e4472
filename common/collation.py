"""Alphabetical order without a language's own library, in Python and in the database."""

import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Any

from django.db.models import CharField, F, Func
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate


def collation_key(name: str) -> str:
    """A key that orders names as a reader expects: accents and case only break ties."""
    return fold(name) + "\0" + name


def fold(name: str) -> str:
    """``name`` without case and accents."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))


class Fold(Func):
    """``fold`` in the database: the function itself in SQLite, its like in PostgreSQL.

    Only case and accents that PostgreSQL itself does not fold as Python does are named here."""

    output_field = CharField()
    function = "ROLLCALL_FOLD"
    arity = 1

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # Most names of most lists are ASCII, for which all the rest is a waste of time.
        arguments, values = compiler.compile(self.source_expressions[0])
        lower = f'LOWER({arguments} COLLATE "und-x-icu")'
        plain = f"NORMALIZE(REPLACE(TRANSLATE({lower}, 'ςſ', 'σs'), 'ß', 'ss'), NFKD)"
        sql = (
            f"(CASE WHEN OCTET_LENGTH({arguments}) = CHAR_LENGTH({arguments})"
            f' THEN LOWER({arguments} COLLATE "C")'
            f" ELSE REGEXP_REPLACE({plain}, %s, '', 'g') COLLATE \"C\" END)"
        )
        return sql, (*values, *values, *values, *values, combining_characters())


def in_alphabet(name: str | Combinable, *, binary: str) -> tuple[Any, ...]:
    """What ``order_by`` takes for the order of ``collation_key``; see ``binary_collation``."""
    return Fold(name), Collate(F(name) if isinstance(name, str) else name, binary)


def binary_collation(vendor: str) -> str:
    """The collation that compares code points, as Python does."""
    return "C" if vendor == "postgresql" else "BINARY"


@cache
def combining_characters() -> str:
    """A bracket expression of all that ``fold`` drops."""
    marks = (code for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code)))
    return "[" + "".join(f"{first}-{last}" for first, last in _runs(marks)) + "]"


def _runs(codes: Iterable[int]) -> Iterable[tuple[str, str]]:
    for _shift, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        members = [code for _place, code in run]
        yield chr(members[0]), chr(members[-1])
