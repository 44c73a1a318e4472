"""The dry run: a list is read, kept as rows, and judged anew when something was corrected."""

from collections.abc import Container, Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from participants.importing import reading
from participants.importing.cells import Ambiguous, NotUnderstood, date_of
from participants.importing.headings import ANSWERS, DATES, plain, recognise
from participants.importing.judging import texts_of
from participants.importing.reading import MOST_IN_CELL, Sheet
from participants.importing.spool import batches
from participants.importing.standing import Judging, judge_again, terms_of
from participants.importing.tables import Table, find_table
from participants.models import (
    ColumnMemory,
    Delegation,
    FocalPoint,
    ImportRow,
    ImportRun,
    ImportSource,
)
from participants.rules import MoveRefused
from workshops.models import Workshop

_Standing = ImportRow.Standing


@transaction.atomic
def start(
    *,
    sheet: Sheet,
    workshop: Workshop,
    delegation: Delegation | None,
    by: User | None = None,
    focal_point: FocalPoint | None = None,
) -> ImportRun:
    """Keep the people of ``sheet`` as the rows of a new run, judged; nobody is named yet."""
    table = find_table(sheet)
    run = ImportRun.objects.create(
        workshop=workshop, delegation=delegation, by=by, focal_point=focal_point
    )
    if sheet.source:
        ImportSource.objects.create(run=run, content=sheet.source)
    _keep(run, table, sheet.encoding)
    return run


@transaction.atomic
def read_run_again(*, run: ImportRun, encoding: str, separator: str) -> None:
    """Read the file once more, otherwise; what was said of the columns stays where they fit.

    Corrections are dropped with the rows that they corrected. Raises MoveRefused once somebody was
    imported, and UploadRefused when nothing can be read so."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    source = ImportSource.objects.filter(run=locked).first()
    if source is None:
        raise MoveRefused(_("This list was not read from a text file. Upload it again."))
    if locked.rows.filter(standing=_Standing.DONE).exists():
        raise MoveRefused(
            _("Some of these people are imported already. Undo the import first, or upload again.")
        )
    sheet = reading.read_again(bytes(source.content), encoding=encoding, separator=separator)
    locked.rows.all().delete()
    _keep(locked, find_table(sheet), sheet.encoding, said=locked.fields)


def _keep(run: ImportRun, table: Table, encoding: str, said: Sequence[str] = ()) -> None:
    """Write the rows of ``table``, judged; ``said`` are the fields of columns that were chosen."""
    run.encoding, run.headings, run.left_out = encoding, table.headings, table.left_out[:200]
    run.fields = recognise(table.headings, _remembered(run))
    if len(said) == len(run.fields):
        run.fields = [
            old or ("" if new in said else new) for old, new in zip(said, run.fields, strict=True)
        ]
    _find_email(run, table.rows)
    run.save(update_fields=["encoding", "headings", "left_out", "fields"])
    judging = Judging(run, terms_of(run), ((cells, {}) for _number, cells in table.rows))
    for batch in batches(table.rows):
        rows = [ImportRow(run=run, number=number, cells=cells) for number, cells in batch]
        judging.judge(rows)
        ImportRow.objects.bulk_create(rows)


@transaction.atomic
def set_columns(*, run: ImportRun, fields: list[str], day_first: bool | None) -> None:
    """What the user says the columns are; remembered for the next list from there."""
    run.fields, run.day_first = fields, day_first
    run.save(update_fields=["fields", "day_first"])
    for heading, field in zip(run.headings, fields, strict=True):
        if key := plain(heading)[:200]:
            scope = {"delegation": run.delegation} if run.delegation_id else {
                "workshop": run.workshop, "delegation": None
            }  # fmt: skip
            ColumnMemory.objects.update_or_create(
                **scope, heading=key, defaults={"field": field, "workshop": run.workshop}
            )
    judge_again(run=run, terms=terms_of(run))


@transaction.atomic
def correct(
    *, run: ImportRun, corrections: dict[int, dict[str, str]], answers: dict[int, str]
) -> None:
    """Keep what was typed in the cells of some rows, and who is who; judge the list again."""
    touched = run.rows.filter(pk__in={*corrections, *answers}).exclude(standing=_Standing.DONE)
    for row in touched:
        shown = texts_of(row.cells, run.fields, row.corrections)
        typed = {
            name: " ".join(text.split())[:MOST_IN_CELL]
            for name, text in corrections.get(row.pk, {}).items()
        }
        # Only what differs: a column that is chosen anew must still reach the other cells.
        row.corrections = row.corrections | {
            name: text for name, text in typed.items() if text != shown.get(name, "")
        }
        if answers.get(row.pk) in ImportRow.Answer.values:
            row.answer = answers[row.pk]
        row.save(update_fields=["corrections", "answer"])
    judge_again(run=run, terms=terms_of(run))


def asks_for_order(run: ImportRun, asked: Container[str]) -> bool:
    """Whether some date of the list that is taken over can be read both ways round."""
    columns = [
        at
        for at, name in enumerate(run.fields)
        if name in DATES and (name in asked or name not in ANSWERS)
    ]
    if not columns:
        return False
    for cells in run.rows.values_list("cells", flat=True).iterator():
        for at in columns:
            try:
                date_of(cells[at] if at < len(cells) else "", day_first=None)
            except Ambiguous:
                return True
            except NotUnderstood:
                continue
    return False


def _remembered(run: ImportRun) -> dict[str, str]:
    memory = ColumnMemory.objects.filter(workshop=run.workshop_id, delegation=run.delegation_id)
    return dict(memory.values_list("heading", "field"))


def _find_email(run: ImportRun, rows: Iterable[tuple[int, list[str]]]) -> None:
    """Whatever its heading: the column of the addresses gives itself away."""
    if "email" in run.fields:
        return
    counts: dict[int, int] = {}
    for _number, cells in rows:
        for at, cell in enumerate(cells):
            if "@" in cell:
                counts[at] = counts.get(at, 0) + 1
    if counts:
        at = max(counts, key=lambda column: counts[column])
        if not run.fields[at]:
            run.fields[at] = "email"
