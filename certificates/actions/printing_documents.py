"""Press the button in the print room: take the event's state down, and ask for the pages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.models import PrintRun
from certificates.printroom.fingerprints import Prints, compare, fingerprints
from certificates.printroom.registry import KEPT_DAYS, Document, Frozen, Options, documents
from certificates.printroom.shelf import remove_pieces, sweep_shelves
from certificates.printroom.state import EventState, one_state
from common.rules import RuleBroken
from jobs.actions.enqueue import enqueue
from participants.actions.protecting import look
from participants.models import Registration
from workshops.models import Workshop

JOB_KIND = "certificates.print-room"
#: How long a finished file is kept, unless its document says otherwise.
KEEP = datetime.timedelta(days=KEPT_DAYS)
#: What the job prints from holds names, and a job that did not end in a day never will.
KEEP_MATERIAL = datetime.timedelta(days=1)
BIND = "bind"


class NothingToPrint(RuleBroken):
    """The document would have no page."""


@dataclass(frozen=True)
class Part:
    """A document of a run with its options, and what it will say."""

    document: Document
    options: Options
    frozen: Frozen


def print_document(
    *,
    workshop: Workshop,
    document: Document,
    options: Options,
    by: User | None,
    since: PrintRun | None = None,
    now: datetime.datetime | None = None,
) -> PrintRun:
    """Freeze the event's state and ask for ``document``; with ``since`` only for what is new or
    changed after that print.

    Everything is read, and written down with its fingerprints, in one transaction that sees one
    moment. The job prints from what was written down: a correction made a second later is in the
    next print, which says so. Raises NothingToPrint."""
    with one_state():
        state = EventState(workshop)
        run = PrintRun(workshop=workshop, document=document.key, options=options, by=by)
        run.taken_at = now or timezone.now()
        parts = _parts(state, document, options)
        whole = Frozen({}) if document.parts else parts[0].frozen
        if since is not None:
            run.since, run.salt = since, since.salt
        prints = fingerprints(whole, salt=run.salt)
        if since is not None:
            changes = compare(Prints(since.frame, since.entries), prints)
            keys = prints.entries.keys() if changes.in_frame else changes.to_print
            kept = [entry for entry in whole.entries if entry.key in keys]
            parts = [replace(parts[0], frozen=replace(whole, entries=kept))]
        parts = [part for part in parts if part.frozen.entries]
        cover = document.freeze(state, options).frame if document.parts else None
        if not parts:
            raise NothingToPrint(
                _("Nothing has changed since the last print.")
                if since is not None
                else _("There is nothing to print yet.")
            )
        run.frame, run.entries = prints.frame, prints.entries
        run.printed = sum(len(part.frozen.entries) for part in parts)
        run.named = sorted(
            {entry.person for part in parts for entry in part.frozen.entries if entry.person}.union(
                *(part.frozen.named for part in parts)
            )
        )
        run.material = {"parts": [_as_material(part) for part in parts], "cover": cover}
        run.save(force_insert=True)
        run.job = enqueue(kind=JOB_KIND, items=_items(parts), params={"run": str(run.pk)}, by=by)
        run.save(update_fields=["job"])
        if document.shows_protected:
            note_looks(run, by=by)
    return run


def note_looks(run: PrintRun, *, by: User | None) -> None:
    """Note that ``by`` is given the real names of those whom ``run`` is about."""
    if by is None:
        raise ValueError("Nobody looks at a protected name without being known.")
    rows = Registration.objects.filter(workshop=run.workshop_id, is_protected=True)
    for registration in rows.filter(pk__in=[int(key.lstrip("r")) for key in run.entries]):
        look(registration=registration, by=by)


def forget_prints(*, now: datetime.datetime | None = None) -> int:
    """Delete files that were printed weeks ago, and the material and pieces of prints that no job
    came to end; return how many prints were put away.

    Files without a row go as well: of deleted workshops, and of prints whose row was deleted.
    The fingerprints stay while the event goes on, for the next print's comparison, and go when it
    has been over as long as a file is kept."""
    now = now or timezone.now()
    unended = PrintRun.objects.filter(taken_at__lt=now - KEEP_MATERIAL).exclude(material=None)
    for run in unended.defer("material", "entries"):
        PrintRun.objects.filter(pk=run.pk).update(material=None)
        remove_pieces(run)
    old = PrintRun.objects.filter(taken_at__lt=now - KEEP)
    brief = [
        Q(document=one.key, taken_at__lt=now - datetime.timedelta(days=one.kept_days))
        for one in documents()
        if one.kept_days < KEPT_DAYS
    ]
    count = 0
    for run in (old | PrintRun.objects.filter(reduce(or_, brief))).exclude(file="", archive=""):
        names = [run.file.name, run.archive.name]
        PrintRun.objects.filter(pk=run.pk).update(file="", archive="")
        for name in filter(None, names):
            default_storage.delete(name)
        count += 1
    over = old.filter(workshop__ends_on__lt=(now - KEEP).date())
    over.filter(file="", archive="").delete()
    sweep_shelves(now=now.timestamp())
    return count


def _parts(state: EventState, document: Document, options: Options) -> list[Part]:
    inside = document.parts(state, options) if document.parts else [(document, options)]
    parts = []
    for one, choice in inside:
        with translation.override(choice["language"]):
            parts.append(Part(one, choice, one.freeze(state, choice)))
    return parts


def _as_material(part: Part) -> dict[str, object]:
    return {
        "document": part.document.key,
        "options": part.options,
        "frame": part.frozen.frame | part.frozen.summary,
        "entries": [entry.data for entry in part.frozen.entries],
    }


def _items(parts: list[Part]) -> list[tuple[int, str]]:
    """A piece of work for some entries each, then the binding of all."""
    items = []
    for number, part in enumerate(parts):
        size = part.document.per_chunk(part.options)
        pieces = -(-len(part.frozen.entries) // size)
        items += [(0, f"{number}-{piece}") for piece in range(pieces)]
    return [*items, (1, BIND)]
