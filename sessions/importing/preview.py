"""The dry run: a table is read and kept, and corrected as often as somebody likes."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from participants.importing.headings import plain
from participants.importing.reading import MOST_IN_CELL, Sheet, read_again
from sessions.importing.headings import FIELDS, recognise
from sessions.importing.judging import texts_of
from sessions.importing.standing import days_of, reading_of
from sessions.importing.tables import find_table
from sessions.models import AgendaImport, AgendaImportSource
from workshops.models import Workshop

HOW = ("", "tray", "skip")


@transaction.atomic
def start(*, sheet: Sheet, workshop: Workshop, by: User | None) -> AgendaImport:
    """Keep the sessions of ``sheet``; nothing is on the agenda yet. Raises UploadRefused."""
    run = AgendaImport(workshop=workshop, by=by)
    _keep(run, sheet)
    if sheet.source:
        AgendaImportSource.objects.create(run=run, content=sheet.source)
    return run


@transaction.atomic
def read_run_again(*, run: AgendaImport, encoding: str, separator: str) -> None:
    """Read the file once more, otherwise; what was said of the columns stays where they fit.

    Corrections are dropped with the rows that they corrected. Raises RuleBroken once a session was
    added, and UploadRefused when nothing can be read so."""
    locked = _locked(run)
    source = AgendaImportSource.objects.filter(run=locked).first()
    if source is None:
        raise RuleBroken(_("This table was not read from a text file. Upload it again."))
    if locked.made:
        raise RuleBroken(
            _("Some of these sessions were added already. Undo the import first, or upload again.")
        )
    _keep(locked, read_again(bytes(source.content), encoding=encoding, separator=separator))


def _keep(run: AgendaImport, sheet: Sheet) -> None:
    """Write the sessions of ``sheet`` into ``run``, with what they were read as."""
    table = find_table(sheet, days_of(run.workshop))
    said = run.fields
    run.encoding, run.headings, run.left_out = sheet.encoding, table.headings, table.left_out[:200]
    run.fields = recognise(table.headings)
    if len(said) == len(run.fields):
        run.fields = [
            old or ("" if new in said else new) for old, new in zip(said, run.fields, strict=True)
        ]
    run.rows = [
        {
            "number": row.number,
            "cells": row.cells,
            "day": row.day,
            "said": row.said,
            "corrections": {},
            "how": "",
        }
        for row in table.rows
    ]
    run.save()


@transaction.atomic
def set_columns(*, run: AgendaImport, fields: Sequence[str]) -> None:
    """What the user says the columns are; none twice."""
    locked = _locked(run)
    wanted: list[str] = []
    for name in fields:
        wanted.append(name if name in FIELDS and name not in wanted else "")
    locked.fields = wanted
    locked.save(update_fields=["fields"])


@transaction.atomic
def correct(
    *,
    run: AgendaImport,
    corrections: Mapping[int, Mapping[str, str]],
    how: Mapping[int, str],
    rooms: Collection[str] | None = None,
    people: Collection[str] | None = None,
) -> None:
    """Keep what was typed in cells, what is to become of rows, and what is to be made.

    ``rooms`` and ``people`` are the keys of what was ticked; None where nothing was asked. Rows
    that were added already stay as they are."""
    locked = _locked(run)
    for row in locked.rows:
        number = row["number"]
        if str(number) in locked.made:
            continue
        shown = texts_of(row, locked.fields)
        row["corrections"] |= _typed(corrections.get(number, {}), shown)
        if how.get(number) in HOW:
            row["how"] = how[number]
    if rooms is not None or people is not None:
        reading = reading_of(locked)
        locked.new_rooms = [
            name for key, name in reading.unknown_rooms.items() if key in map(plain, rooms or ())
        ]
        locked.new_speakers = [key for key in reading.unknown_people if key in (people or ())]
    locked.save(update_fields=["rows", "new_rooms", "new_speakers"])


def _typed(texts: Mapping[str, str], shown: Mapping[str, str]) -> dict[str, Any]:
    """Only what differs: a column that is chosen anew must still reach the other cells."""
    clean = {
        name: " ".join(text.replace("\x00", "").split())[:MOST_IN_CELL]
        for name, text in texts.items()
    }
    return {
        name: text for name, text in clean.items() if name in FIELDS and text != shown.get(name, "")
    }


def _locked(run: AgendaImport) -> AgendaImport:
    locked = AgendaImport.objects.select_for_update().get(pk=run.pk)
    locked.workshop = run.workshop
    return locked
