"""Where each row of a list stands, found out some hundreds at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from participants.countries import country_names
from participants.importing.headings import ANSWERS
from participants.importing.judging import Judged, Terms, Twice, judge, texts_of
from participants.importing.matching import known_to
from participants.importing.spool import BATCH
from participants.models import Delegation, ImportRow, ImportRun
from participants.questions.composed import form_of
from workshops.models import Workshop

_Standing = ImportRow.Standing
_JUDGED = ["errors", "standing", "like", "known"]

Cells = tuple[Sequence[str], Mapping[str, str]]
"""The cells of a row, and what was corrected in them."""


class Judging:
    """One look through a list. Of rows that are not in hand only short digests are kept.

    ``every`` are all rows of the list that count, so that what stands twice is known before the
    first row is judged."""

    def __init__(self, run: ImportRun, terms: Terms, every: Iterable[Cells]) -> None:
        self.run, self.terms = run, terms
        self._twice = Twice(self.terms)
        for cells, corrections in every:
            self._twice.see(texts_of(cells, self.terms.fields, corrections))
        self._used: set[int | None] = {None}

    def judge(self, rows: Sequence[ImportRow]) -> None:
        """Note in ``rows``, the next ones of the list, what is wrong and who they may be."""
        judged = [judge(row.cells, row.corrections, self.terms) for row in rows]
        known = known_to(self.run, judged)
        for row, each in zip(rows, judged, strict=True):
            self._twice.mark(each)
            if each.email in known.taken and "email" not in each.errors:
                each.errors["email"] = "taken"
            row.errors = each.errors
            row.like_id = known.like(each)
            row.known_id = None if row.like_id else known.person(each)
            # One record cannot take two seats of a workshop.
            if row.known_id and row.known_id in self._used:
                row.known_id = None
            self._used.add(row.known_id)
            row.standing = _standing(row, each)


def judge_again(*, run: ImportRun, terms: Terms) -> None:
    """Judge the rows that are not imported yet, and write those that have changed."""
    waiting = run.rows.exclude(standing=_Standing.DONE)
    every = waiting.order_by().values_list("cells", "corrections").iterator(chunk_size=BATCH)
    judging = Judging(run, terms, every)
    for rows in batches_of(waiting):
        before = [_judged(row) for row in rows]
        judging.judge(rows)
        changed = [row for row, old in zip(rows, before, strict=True) if _judged(row) != old]
        rewrite(changed, _JUDGED)


def batches_of(rows: QuerySet[ImportRow]) -> Iterator[list[ImportRow]]:
    """``rows`` by their number, some hundreds at a time; the ones in hand may be written."""
    last = -1
    while batch := list(rows.filter(number__gt=last).order_by("number")[:BATCH]):
        last, is_full = batch[-1].number, len(batch) == BATCH
        yield batch
        if not is_full:
            return


def rewrite(rows: Iterable[ImportRow], fields: list[str]) -> None:
    """Write ``fields`` of rows that exist: an upsert takes a fifth of the time of bulk_update."""
    ImportRow.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


def terms_of(run: ImportRun) -> Terms:
    names: dict[str, int] = {}
    if run.delegation_id is None:
        languages = [code for code, _name in settings.LANGUAGES] + ["uk"]
        for each in Delegation.objects.filter(workshop=run.workshop_id):
            if each.country:
                names[each.country.casefold()] = each.pk
                for language in languages:
                    for name in country_names(each.country, language):
                        names[name.casefold()] = each.pk
            else:
                names[each.organisation_name.casefold()] = each.pk
    return Terms(
        fields=run.fields,
        day_first=run.day_first,
        asked=asked_in(run.workshop, by_focal_point=bool(run.focal_point_id)),
        today=timezone.localdate(),
        email_needed=run.focal_point_id is not None,
        delegation=run.delegation_id,
        delegations=names,
    )


def asked_in(workshop: Workshop, *, by_focal_point: bool) -> dict[str, int]:
    """Which columns that are answers the form asks for → the question. Two queries.

    What only staff may see is no question to a focal point."""
    return {
        question.key: question.pk
        for question in form_of(workshop).asked
        if question.key in ANSWERS and not (by_focal_point and question.is_for_staff)
    }


def _judged(row: ImportRow) -> tuple:
    return row.errors, row.standing, row.like_id, row.known_id


def _standing(row: ImportRow, judged: Judged) -> str:
    if row.like_id and row.answer == ImportRow.Answer.SAME:
        return _Standing.QUESTION  # stays out: the person is here already
    if judged.errors:
        return _Standing.WRONG
    if (row.like_id or row.known_id) and row.answer == ImportRow.Answer.OPEN:
        return _Standing.QUESTION
    return _Standing.READY
