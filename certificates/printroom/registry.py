"""What the print room can print: one declaration a document, in the order of its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from certificates.printroom.options import PrintOptions
    from certificates.printroom.state import EventState

Options = dict[str, Any]
Data = dict[str, Any]

#: Long enough to print a file again at the event's end.
KEPT_DAYS = 30

_MODULES = (
    "everything",
    "badges",
    "table_plates",
    "delegation_plates",
    "door_signs",
    "sign_in_sheets",
    "needs",
    "travel",
    "interpretation",
    "contacts",
    "agenda",
    "participants",
    "letters",
    "labels",
)


class Group(TextChoices):
    """The headings of the page."""

    TOGETHER = "together", _("All at once")
    PEOPLE = "people", _("Badges and plates")
    DOOR = "door", _("At the door")
    LISTS = "lists", _("Lists for the organisers")
    GUESTS = "guests", _("For the participants")


@dataclass(frozen=True)
class Entry:
    """A card, a row or a sheet: ``key`` names it in every print, ``data`` is all that it says.

    Rows about one person in several places have keys like ``r12@morning``, and are counted once.
    ``person`` is the one whose real name stands on it; nobody where it is an alias."""

    key: str
    data: Data
    person: int | None = None


@dataclass(frozen=True)
class Frozen:
    """What a document will say: the event's own words, and its entries in order.

    ``summary`` follows from the entries, such as counts: printed, but no change of its own.
    ``named`` are the persons who stand in the frame by their real names."""

    frame: Data
    entries: list[Entry] = field(default_factory=list)
    summary: Data = field(default_factory=dict)
    named: frozenset[int] = frozenset()


class Turn(Enum):
    """How the paper of a document with numbered pages lies."""

    UPRIGHT = auto()
    ACROSS = auto()


Freeze = Callable[["EventState", Options], Frozen]
LayOut = Callable[[Data, list[Data], Options], bytes]


@dataclass(frozen=True)
class Document:
    """A document of the event.

    ``freeze(state, options)`` reads, in the document's language. ``lay_out(frame, entries,
    options)`` makes a PDF of what was read, in a worker; more than ``per_chunk(options)`` entries
    come in parts, which are bound together. ``prints_changes``: new and changed entries make sense
    without the others, as badges do and an agenda does not. ``printer_hint(options)``: what
    to set at the printer.
    """

    key: str
    title: str | Promise
    summary: str | Promise
    group: Group
    options: type[PrintOptions]
    freeze: Freeze
    lay_out: LayOut
    permission: str = "print.make"
    prints_changes: bool = False
    per_chunk: Callable[[Options], int] = lambda options: 150
    #: Upright or across; None where pages are not numbered, as on cards and in letters.
    numbered: Turn | None = None
    printer_hint: Callable[[Options], str] = lambda options: ""
    #: Whether each page is a sheet whose back stays empty, as of signs that are put up.
    is_one_sided: Callable[[Options], bool] = lambda options: False
    #: By their real names: each print and each download is noted for every one of them.
    shows_protected: bool = False
    #: Days for which a finished file is kept.
    kept_days: int = KEPT_DAYS
    #: The documents inside with their options; only "everything for a day" has some.
    parts: Callable[[EventState, Options], list[tuple[Document, Options]]] | None = None


_documents: dict[str, Document] = {}


def declare(document: Document) -> Document:
    """Give ``document`` its place in the print room."""
    _documents[document.key] = document
    return document


def documents() -> list[Document]:
    """Every document, in the order of its declaration."""
    _load()
    return list(_documents.values())


def document_named(key: str) -> Document:
    """The document with this key. Raises LookupError for one that is not there any more."""
    _load()
    try:
        return _documents[key]
    except KeyError:
        raise LookupError(f"the print room has no document {key!r}") from None


def permissions_for(document: Document, options: Options) -> frozenset[str]:
    """What somebody must hold to have a print of ``document``: that of each one inside, too."""
    inside = [document_named(key) for key in options.get("contents", ())]
    return frozenset(one.permission for one in (document, *inside))


def open_to(permissions: Iterable[str]) -> list[Document]:
    """The documents that somebody holding ``permissions`` may print."""
    held = set(permissions)
    return [document for document in documents() if document.permission in held]


@cache
def _load() -> None:
    for name in _MODULES:
        import_module(f"certificates.printroom.documents.{name}")
