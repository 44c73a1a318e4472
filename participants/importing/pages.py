"""What the page of a list shows and sends: columns, rows with their cells, answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone

from participants.importing.headings import ANSWERS, FIELDS
from participants.importing.judging import SENTENCES, SHOWN, Terms, judge, texts_of
from participants.importing.matching import reasons_for
from participants.importing.preview import asks_for_order
from participants.importing.standing import asked_in
from participants.models import ImportRow, ImportRun, Registration

_A_PAGE = 50
_Standing = ImportRow.Standing
_TONES = {
    _Standing.READY: "good",
    _Standing.QUESTION: "warn",
    _Standing.WRONG: "bad",
    _Standing.DONE: "info",
}


@dataclass
class Cell:
    """One fact of a row: its text, or an input where something is to be corrected."""

    name: str
    label: object
    text: str
    error: object = ""
    is_input: bool = False


@dataclass
class Line:
    row: ImportRow
    cells: list[Cell] = field(default_factory=list)
    others: list[object] = field(default_factory=list)
    tone: str = ""
    # Why the person is proposed who is; in words.
    why: str = ""

    @property
    def is_open(self) -> bool:
        return self.row.standing != _Standing.DONE

    @property
    def is_editing(self) -> bool:
        return any(cell.is_input for cell in self.cells)


def page_of(run: ImportRun, *, show: str, number: str | None, edit: str) -> dict[str, Any]:
    """The context of a list's page; the number of queries does not grow with the rows."""
    counted = dict(
        run.rows.order_by().values_list("standing").annotate(n=Count("pk")).values_list(
            "standing", "n"
        )
    )  # fmt: skip
    counts = [(value, label, counted.get(value, 0)) for value, label in _Standing.choices]
    asked = asked_in(run.workshop, by_focal_point=bool(run.focal_point_id))
    rows = run.rows.select_related("like__person", "like__delegation", "known").prefetch_related(
        "like__person__match_keys", "known__match_keys"
    )
    if show in _Standing.values:
        rows = rows.filter(standing=show)
    page = Paginator(rows, _A_PAGE).get_page(number)
    not_asked = {name for name in run.fields if name in ANSWERS and name not in asked}
    shown = [name for name in SHOWN if name in asked or name not in ANSWERS]
    names = [name for name in shown if _is_shown(name, run, page.object_list)]
    # Documents are compared for organisers only; see ``known_to``.
    compared = {} if run.focal_point_id else asked
    terms = Terms(run.fields, run.day_first, asked=compared, today=timezone.localdate())
    veiled = _veiled(page)
    return {
        "page": page,
        "show": show,
        "counts": counts,
        "ready": counted.get(_Standing.READY, 0),
        "done": counted.get(_Standing.DONE, 0),
        "total": sum(counted.values()),
        "columns": [(name, FIELDS[name]) for name in names],
        "lines": [
            _line(row, run, names, _why(row, terms, veiled), edit=edit == str(row.number))
            for row in page
        ],
        "mapping": [(at, heading, run.fields[at]) for at, heading in enumerate(run.headings)],
        "unmapped": sum(
            bool(h) and (not f or f in not_asked)
            for h, f in zip(run.headings, run.fields, strict=True)
        ),
        "not_asked": [
            heading or FIELDS[name]
            for heading, name in zip(run.headings, run.fields, strict=True)
            if name in not_asked
        ],
        "asks_for_order": run.day_first is not None or asks_for_order(run, asked),
    }


def sent_fields(post: QueryDict, run: ImportRun) -> tuple[list[str], bool | None]:
    """A field for each column, none twice, and the order of day and month."""
    fields: list[str] = []
    for at in range(len(run.headings)):
        field_name = post.get(f"column-{at}", "")
        fields.append(field_name if field_name in FIELDS and field_name not in fields else "")
    order = {"day": True, "month": False}.get(post.get("order", ""), run.day_first)
    return fields, order


def sent_corrections(post: QueryDict) -> tuple[dict[int, dict[str, str]], dict[int, str]]:
    """row → field → text as typed, and row → who it is."""
    corrections: dict[int, dict[str, str]] = {}
    answers: dict[int, str] = {}
    for key, value in post.items():
        kind, _dash, rest = key.partition("-")
        pk, _dash, name = rest.partition("-")
        if not is_key(pk) or not isinstance(value, str):
            continue
        if kind == "cell" and name in SHOWN:
            corrections.setdefault(int(pk), {})[name] = value
        elif kind == "same":
            answers[int(pk)] = value
    return corrections, answers


def is_key(text: str) -> bool:
    """Whether a form's text can be a row's number; longer ones overflow the database's."""
    return text.isdecimal() and len(text) <= 18


def _is_shown(name: str, run: ImportRun, rows: Any) -> bool:
    if name in {"family_name", "given_names", "email"} or name in run.fields:
        return not (name == "delegation" and run.delegation_id)
    if name == "delegation":
        return run.delegation_id is None
    return any(name in row.corrections for row in rows)


def _veiled(rows: Iterable[ImportRow]) -> set[int]:
    """Those of the proposed people who are protected by now: no reason is given for them."""
    people = {row.known_id for row in rows} | {row.like.person_id for row in rows if row.like}
    found = Registration.objects.filter(person__in=people - {None}, is_protected=True)
    return set(found.values_list("person", flat=True))


def _why(row: ImportRow, terms: Terms, veiled: set[int]) -> str:
    """Why somebody is proposed. To a focal point documents say nothing, as in ``matching``."""
    person = row.like.person if row.like else row.known
    if person is None or person.pk in veiled or row.standing == _Standing.DONE:
        return ""
    return ", ".join(reasons_for(judge(row.cells, row.corrections, terms), person))


def _line(row: ImportRow, run: ImportRun, names: list[str], why: str, *, edit: bool) -> Line:
    texts: Mapping[str, str] = texts_of(row.cells, run.fields, row.corrections)
    may_edit = row.standing != _Standing.DONE
    line = Line(row, tone=_TONES[_Standing(row.standing)], why=why)
    for name in names:
        code = row.errors.get(name, "")
        line.cells.append(
            Cell(
                name,
                FIELDS[name],
                texts.get(name, ""),
                SENTENCES.get(code, ""),
                is_input=may_edit and (edit or bool(row.errors)),
            )
        )
    line.others = [SENTENCES[code] for name, code in row.errors.items() if name not in names]
    return line
