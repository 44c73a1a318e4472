"""Alphabetical order without a language's own library, in Python and in the database."""

import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Any

from django.db.models import CharField, Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat

#: Stands between the parts of a key, and before every character that a name may have.
_BREAK = Value("\x01")


def collation_key(name: str) -> str:
    """A key that orders names as a reader expects: accents and case only break ties."""
    return fold(name) + "\0" + name


def dictionary_key(word: str) -> str:
    """As ``collation_key``, with Й as the letter after И that it is: Йемен follows Италия.

    For words of our own lists. Names of people are ordered by the database as well, by ``Fold``,
    which is also what they are found by and therefore takes Й for И."""
    parts = unicodedata.normalize("NFC", word.casefold()).split("й")
    return "й".join(map(fold, parts)) + "\0" + word


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


def alphabet_key(*names: str | Combinable) -> Concat:
    """One text whose code points stand as ``collation_key`` of one name after another does.

    For a generated column: folding ten thousand names anew for each page takes a tenth of a second.
    Ordered by ``Collate`` with ``binary_collation``."""
    parts = [part for name in names for part in (Fold(name), _BREAK, name, _BREAK)]
    return Concat(*parts, output_field=TextField())


def searchable(*texts: str | Combinable) -> Fold:
    """All of ``texts`` in one, folded, for ``contains`` with a word that is folded as well."""
    parts = [part for text in texts for part in (text, _BREAK)]
    return Fold(Concat(*parts, output_field=TextField()))


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
