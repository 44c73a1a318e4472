"""One file with every sheet of a workshop, for the printer."""

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

import pikepdf
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from certificates.models import BlankRun, Certificate, PrintFile
from certificates.queries import printable
from certificates.rendering import Design, render_print_file
from certificates.sheets import design_of, sheet_of
from certificates.states import CertificateState
from certificates.storing import sheet_name, sweep_parts, write_whole
from workshops.models import Workshop

#: Where a name is written by hand.
_LINE = "_" * 24


def make_print_file(*, workshop: Workshop, key: UUID, writer: str) -> PrintFile | None:
    """Merge the workshop's living certificates in the order of their numbers.

    ``key`` names the file, so that doing it again replaces it; None when nothing is to print.
    Protected people are left out: their sheets are handed out singly, by those who may see the
    name.
    """
    # Taken before the list is read: what is issued meanwhile makes this file an old one.
    made_at = timezone.now()
    certificates = list(printable(workshop))
    if not certificates:
        return None
    name = f"print/{workshop.pk}/{key}.pdf"
    title = f"{workshop.slug}: {len(certificates)}"
    write_whole(name, lambda path: _merge(certificates, path, title), writer=writer)
    with transaction.atomic():
        print_file, _is_new = PrintFile.objects.update_or_create(
            id=key,
            defaults={
                "workshop": workshop,
                "file": name,
                "certificate_ids": [one.pk for one in certificates],
                "made_at": made_at,
            },
        )
        _forget_older(print_file)
    sweep_parts(name)
    sweep_parts(sheet_name(certificates[0]))
    return print_file


def make_blank_file(*, run: BlankRun, writer: str) -> int:
    """The PDF of the sheets of ``run`` that still are blank; returns how many.

    A line stands where the name is written."""
    blank = run.sheets.filter(state=CertificateState.BLANK)
    sheets = list(blank.select_related("series", "design_version").order_by("number"))
    if not sheets:
        return 0
    name = f"blanks/{run.workshop_id}/{run.pk}.pdf"
    title = f"{run.workshop.slug}: {len(sheets)}"
    design = design_of(sheets[0])
    drawn = [replace(sheet_of(one), name=_LINE) for one in sheets]
    write_whole(
        name, lambda path: render_print_file(design, drawn, path, title=title), writer=writer
    )
    run.file.name = name
    run.save(update_fields=["file"])
    sweep_parts(name)
    return len(sheets)


def _merge(certificates: list[Certificate], path: Path, title: str) -> None:
    """As a rule one design; a change of organisers, or a second language, makes further parts."""
    by_design: dict[Design, list[Certificate]] = {}
    for certificate in certificates:
        by_design.setdefault(design_of(certificate), []).append(certificate)
    if len(by_design) == 1:
        [(design, group)] = by_design.items()
        render_print_file(design, [sheet_of(one) for one in group], path, title=title)
        return
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        whole = opened.enter_context(pikepdf.new())
        places: dict[int, int] = {}
        for number, (design, group) in enumerate(by_design.items()):
            part_path = Path(folder) / f"{number}.pdf"
            render_print_file(design, [sheet_of(one) for one in group], part_path, title=title)
            first = len(whole.pages)
            # Open until the whole is saved: its pages are read from there.
            part = opened.enter_context(pikepdf.open(part_path))
            whole.pages.extend(part.pages)
            places |= {one.pk: first + place for place, one in enumerate(group)}
        _put_in_order(whole, [places[certificate.pk] for certificate in certificates])
        whole.docinfo["/Title"] = title
        whole.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _put_in_order(whole: pikepdf.Pdf, order: list[int]) -> None:
    pages = list(whole.pages)
    del whole.pages[:]
    whole.pages.extend(pages[place] for place in order)


def _forget_older(print_file: PrintFile) -> None:
    """Only the newest is offered; the others hold names for no purpose any more."""
    older = PrintFile.objects.filter(
        workshop=print_file.workshop_id, made_at__lt=print_file.made_at
    ).exclude(pk=print_file.pk)
    for old in older:
        name = old.file.name
        old.delete()
        if name:
            transaction.on_commit(partial(default_storage.delete, name))
