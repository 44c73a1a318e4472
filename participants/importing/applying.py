"""Naming the people of a list: all in one transaction, by the rules of naming one.

Some hundreds at a time, so that memory does not grow with the list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.actions.changing_state import next_rank
from participants.actions.keeping_keys import keep_keys
from participants.actions.nominating import refuse_when_closed
from participants.actions.telling_apart import tell_all_apart
from participants.importing.judging import SENTENCES, Judged, judge
from participants.importing.matching import addresses_in_use
from participants.importing.spool import batches
from participants.importing.standing import batches_of, judge_again, rewrite, terms_of
from participants.matching import email_key
from participants.models import (
    Answer,
    Delegation,
    ImportRow,
    ImportRun,
    Person,
    Registration,
    StateChange,
)
from participants.queries import reserves
from participants.questions.asking import plain
from participants.rules import SeatsTaken
from participants.seats import Seats, lock_seats
from workshops.models import Workshop

_PERSON = ("given_names", "family_name", "email", "title", "gender", "phone",
           "name_in_own_script", "name_on_certificate")  # fmt: skip
_REGISTRATION = ("agency", "position", "arrives_on", "departs_on")


class ListRefused(SeatsTaken):
    """Some people of the list find no seat; the rows are marked, and nobody was named."""


@dataclass
class _Places:
    """What is free in one delegation (None: only the workshop limits), counted under the lock."""

    seats: int
    reserves: int
    next_rank: int


@dataclass
class _Placed:
    """A row with the place that it found: a rank among reserves, or a seat, maybe beyond limits."""

    row: ImportRow
    judged: Judged
    rank: int | None = None
    is_beyond: bool = False


def apply(
    *,
    run: ImportRun,
    chosen: Iterable[int] | None = None,
    overflow_to_reserves: bool = False,
    override_reason: str = "",
) -> int:
    """Name the rows that are ready, or the ``chosen`` of them; return how many.

    All or nobody: where a seat is missing, the rows concerned are marked and nothing else is
    written. The delegations and then the workshop are locked, each once, so that no seat is given
    twice. An organiser goes beyond the limits with ``override_reason``, which is kept.
    Raises ListRefused, NominationsClosed."""
    try:
        with transaction.atomic():
            return _apply(
                run=run,
                chosen=chosen,
                overflow=overflow_to_reserves,
                reason="" if run.focal_point_id else override_reason.strip(),
            )
    except _NoRoom as full:
        _mark(full.rows)
        sentence = ngettext(
            "Nobody was imported: %(n)d person of the list finds no seat.",
            "Nobody was imported: %(n)d people of the list find no seat.",
            len(full.rows),
        )
        raise ListRefused(sentence % {"n": len(full.rows)}) from full


class _NoRoom(Exception):
    """``rows``: their keys, and what there was none of. Some thousands, so not the rows."""

    def __init__(self, rows: dict[int, str]) -> None:
        super().__init__("no room")
        self.rows = rows


def _mark(homeless: dict[int, str]) -> None:
    for keys in batches(homeless):
        rows = list(ImportRow.objects.filter(pk__in=keys))
        for row in rows:
            code = homeless[row.pk]
            row.errors = {**row.errors, "as_reserve" if code == "reserves" else "seat": code}
        rewrite(rows, ["errors"])


def _apply(*, run: ImportRun, chosen: Iterable[int] | None, overflow: bool, reason: str) -> int:
    workshop, places, run = _lock(run)
    _hold_known(run)
    terms = terms_of(run)
    judge_again(run=run, terms=terms)  # whoever was named since the dry run
    ready = run.rows.filter(standing=ImportRow.Standing.READY).select_related("like")
    if chosen is not None:
        ready = ready.filter(pk__in=list(chosen))
    finder = _Finder(workshop, places, overflow=overflow, reason=reason)
    named = 0
    for rows in batches_of(ready):
        judged = [(row, judge(row.cells, row.corrections, terms)) for row in rows]
        _refuse_taken(run, judged)
        placed = [place for pair in judged if (place := finder.place_for(*pair))]
        if not finder.homeless:  # else nothing of it lasts, and only the others are looked for
            _write(run, workshop, placed, reason)
            _write_answers(placed, terms.asked)
            _keep_keys(placed)
        named += len(placed)
    if finder.homeless:
        raise _NoRoom(finder.homeless)
    return named


class _Finder:
    """Gives out what is free, in the order of the list."""

    def __init__(
        self, workshop: Workshop, places: dict[int | None, _Places], *, overflow: bool, reason: str
    ) -> None:
        self.homeless: dict[int, str] = {}
        self._places, self._overflow, self._reason = places, overflow, reason
        # Seats that are held for an answer are not given away by a list.
        self._left = max(0, workshop.capacity - Seats(workshop, None).taken)

    def place_for(self, row: ImportRow, judged: Judged) -> _Placed | None:
        """The place of ``row``; None when there is none, which is noted in ``homeless``."""
        place = self._places[judged.delegation]
        placed = _Placed(row, judged)
        as_reserve = judged.as_reserve
        if not as_reserve and (place.seats < 1 or self._left < 1):
            if self._overflow and place.reserves > 0:
                as_reserve = True
            elif self._reason:
                placed.is_beyond = True
            else:
                self.homeless[row.pk] = "seats"
                return None
        if not as_reserve:
            place.seats, self._left = place.seats - 1, self._left - 1
            return placed
        if place.reserves < 1:
            self.homeless[row.pk] = "reserves"
            return None
        placed.rank = place.next_rank
        place.reserves, place.next_rank = place.reserves - 1, place.next_rank + 1
        return placed


def _lock(run: ImportRun) -> tuple[Workshop, dict[int | None, _Places], ImportRun]:
    """Lock in the order of everybody who gives seats: delegations (by number), workshop, run."""
    wanted = Delegation.objects.filter(workshop=run.workshop_id)
    if run.delegation_id:
        wanted = wanted.filter(pk=run.delegation_id)
    list(wanted.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    seats = lock_seats(workshop_id=run.workshop_id, delegation_id=run.delegation_id)
    run = ImportRun.objects.select_for_update(of=("self",)).select_related(
        "workshop", "focal_point", "by"
    ).get(pk=run.pk)  # fmt: skip
    refuse_when_closed(seats, focal_point=run.focal_point)
    places: dict[int | None, _Places] = {}
    for each in wanted:
        each.workshop = seats.workshop
        counted = Seats(seats.workshop, each)
        places[each.pk] = _Places(
            each.quota - counted.taken,
            each.reserves - reserves().filter(delegation=each).count(),
            next_rank(each.pk),
        )
    places[None] = _Places(seats.workshop.capacity, 0, 0)
    return seats.workshop, places, run


def _refuse_taken(run: ImportRun, ready: Sequence[tuple[ImportRow, Judged]]) -> None:
    """An address serves one person in a workshop. The portal says it as when naming one person."""
    if not run.focal_point_id:
        return  # judged against the whole workshop already
    in_use = addresses_in_use(run.workshop_id, [judged for _row, judged in ready])
    taken = [row for row, judged in ready if email_key(judged.email) in in_use]
    if taken:
        raise SeatsTaken(
            _("Row %(number)d: %(sentence)s")
            % {"number": taken[0].number, "sentence": SENTENCES["taken"]}
        )


def _write(run: ImportRun, workshop: Workshop, placed: Sequence[_Placed], reason: str) -> None:
    """People, registrations, history and the rows' own marks, of some hundreds."""
    people = Person.objects.bulk_create(
        Person(**{name: each.judged.facts[name] for name in _PERSON if name in each.judged.facts})
        for each in placed
        if not _again(each.row)
    )
    made = iter(people)
    registrations = Registration.objects.bulk_create(
        Registration(
            workshop=workshop,
            delegation_id=each.judged.delegation,
            **({"person_id": known} if (known := _again(each.row)) else {"person": next(made)}),
            reserve_rank=each.rank,
            **{
                name: each.judged.facts[name] for name in _REGISTRATION if name in each.judged.facts
            },
        )
        for each in placed
    )
    named_by = StateChange.Actor.FOCAL_POINT if run.focal_point_id else StateChange.Actor.USER
    StateChange.objects.bulk_create(
        StateChange(
            registration=registration,
            to_state=registration.state,
            actor=named_by,
            by=run.by,
            focal_point=run.focal_point,
            reason=reason if each.is_beyond else "",
            overrides_quota=each.is_beyond,
        )
        for registration, each in zip(registrations, placed, strict=True)
    )
    rows = [each.row for each in placed]
    for registration, row in zip(registrations, rows, strict=True):
        row.registration, row.standing, row.errors = registration, ImportRow.Standing.DONE, {}
    rewrite(rows, ["registration", "standing", "errors"])
    tell_all_apart(pairs=_told_apart(rows), by=run.by)


def _write_answers(placed: Sequence[_Placed], asked: Mapping[str, int]) -> None:
    """What the form asks for and has no column of its own."""
    Answer.objects.bulk_create(
        Answer(registration=each.row.registration, question_id=question, value=plain(value))
        for each in placed
        for key, question in asked.items()
        if (value := each.judged.facts.get(key))
    )


def _keep_keys(placed: Sequence[_Placed]) -> None:
    """New people are written down; those who were known only where an answer came to them."""
    new, again = [], set()
    for each in placed:
        if each.row.registration is None:
            continue
        if not _again(each.row):
            new.append(each.row.registration.person)
        elif each.judged.passport or each.judged.birth:
            again.add(each.row.registration.person_id)
    keep_keys(new, are_new=True)
    if again:
        keep_keys(Person.objects.filter(pk__in=again))


def _hold_known(run: ImportRun) -> None:
    """Nobody merges away a record that is about to be used again; by number, as merges lock."""
    known = run.rows.filter(answer=ImportRow.Answer.SAME).exclude(known=None).values("known")
    held = Person.objects.select_for_update(no_key=True).filter(pk__in=known)
    list(held.order_by("pk").values_list("pk"))


def _told_apart(rows: Sequence[ImportRow]) -> list[tuple[int, int]]:
    """Each new person, and whoever the user said that it is not."""
    pairs = []
    for row in rows:
        if row.answer == ImportRow.Answer.OTHER and row.registration:
            new = row.registration.person_id
            looked_alike = {row.known_id, row.like.person_id if row.like else None} - {None}
            pairs += [(new, person) for person in looked_alike if person]
    return pairs


def _again(row: ImportRow) -> int | None:
    """The person of another workshop, when the user said that it is the same."""
    return row.known_id if row.answer == ImportRow.Answer.SAME else None
