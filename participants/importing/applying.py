"""Naming the people of a list: all in one transaction, by the rules of naming one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.actions.changing_state import next_rank
from participants.actions.keeping_keys import keep_keys
from participants.actions.nominating import refuse_when_closed
from participants.actions.telling_apart import tell_all_apart
from participants.importing.judging import SENTENCES, Judged, judge
from participants.importing.preview import judge_again, rewrite, terms_of
from participants.models import Delegation, ImportRow, ImportRun, Person, Registration, StateChange
from participants.queries import reserves
from participants.rules import SeatsTaken
from participants.seats import Seats, lock_seats
from workshops.models import Workshop

_BATCH = 500
_PERSON = ("given_names", "family_name", "email", "title", "gender", "phone",
           "name_in_own_script", "name_on_certificate")  # fmt: skip
_REGISTRATION = ("agency", "position", "arrives_on", "departs_on")


class ListRefused(SeatsTaken):
    """Some people of the list find no seat; the rows are marked, and nobody was named."""


@dataclass
class _Places:
    """What is free in one delegation (None: only the workshop limits), counted under the lock."""

    delegation: Delegation | None
    seats: int
    reserves: int
    next_rank: int


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
        for row, code in full.rows:
            row.errors = {**row.errors, "as_reserve" if code == "reserves" else "seat": code}
        rewrite([row for row, _code in full.rows], ["errors"])
        sentence = ngettext(
            "Nobody was imported: %(n)d person of the list finds no seat.",
            "Nobody was imported: %(n)d people of the list find no seat.",
            len(full.rows),
        )
        raise ListRefused(sentence % {"n": len(full.rows)}) from full


class _NoRoom(Exception):
    def __init__(self, rows: list[tuple[ImportRow, str]]) -> None:
        super().__init__("no room")
        self.rows = rows


def _apply(*, run: ImportRun, chosen: Iterable[int] | None, overflow: bool, reason: str) -> int:
    workshop, places, run = _lock(run)
    _hold_known(run)
    judge_again(run=run)  # whoever was named since the dry run
    rows = run.rows.filter(standing=ImportRow.Standing.READY).select_related("like")
    rows = rows.order_by("number")
    if chosen is not None:
        rows = rows.filter(pk__in=list(chosen))
    terms = terms_of(run)
    ready = [(row, judge(row.cells, row.corrections, terms)) for row in rows]
    _refuse_taken(run, ready)
    # Seats that are held for an answer are not given away by a list.
    left = max(0, workshop.capacity - Seats(workshop, None).taken)
    homeless: list[tuple[ImportRow, str]] = []
    placed: list[tuple[ImportRow, Judged, int | None, bool]] = []
    for row, judged in ready:
        place = places[judged.delegation]
        as_reserve, beyond = judged.as_reserve, False
        if not as_reserve and (place.seats < 1 or left < 1):
            if overflow and place.reserves > 0:
                as_reserve = True
            elif reason:
                beyond = True
            else:
                homeless.append((row, "seats"))
                continue
        rank = None
        if as_reserve:
            if place.reserves < 1:
                homeless.append((row, "reserves"))
                continue
            place.reserves, rank, place.next_rank = (
                place.reserves - 1, place.next_rank, place.next_rank + 1,
            )  # fmt: skip
        else:
            place.seats, left = place.seats - 1, left - 1
        placed.append((row, judged, rank, beyond))
    if homeless:
        raise _NoRoom(homeless)
    _write(run, workshop, placed, reason)
    return len(placed)


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
            each,
            each.quota - counted.taken,
            each.reserves - reserves().filter(delegation=each).count(),
            next_rank(each.pk),
        )
    places[None] = _Places(None, seats.workshop.capacity, 0, 0)
    return seats.workshop, places, run


def _refuse_taken(run: ImportRun, ready: list[tuple[ImportRow, Judged]]) -> None:
    """An address serves one person in a workshop. The portal says it as when naming one person."""
    if not run.focal_point_id:
        return  # judged against the whole workshop already
    in_use = {
        email.casefold()
        for email in Registration.objects.current()
        .filter(workshop=run.workshop_id)
        .values_list("person__email", flat=True)
    }
    taken = [row for row, judged in ready if judged.email and judged.email in in_use]
    if taken:
        raise SeatsTaken(
            _("Row %(number)d: %(sentence)s")
            % {"number": taken[0].number, "sentence": SENTENCES["taken"]}
        )


def _write(
    run: ImportRun,
    workshop: Workshop,
    placed: list[tuple[ImportRow, Judged, int | None, bool]],
    reason: str,
) -> None:
    """People, registrations, history and the rows' own marks, some hundreds at a time."""
    for at in range(0, len(placed), _BATCH):
        batch = placed[at : at + _BATCH]
        people = [
            Person(**{name: judged.facts[name] for name in _PERSON if name in judged.facts})
            for row, judged, _rank, _beyond in batch
            if not _again(row)
        ]
        written = Person.objects.bulk_create(people)
        keep_keys(written, are_new=True)
        made = iter(written)
        registrations = Registration.objects.bulk_create(
            Registration(
                workshop=workshop,
                delegation_id=judged.delegation,
                person_id=_again(row) or next(made).pk,
                reserve_rank=rank,
                **{name: judged.facts[name] for name in _REGISTRATION if name in judged.facts},
            )
            for row, judged, rank, _beyond in batch
        )
        StateChange.objects.bulk_create(
            StateChange(
                registration=registration,
                to_state=registration.state,
                actor=StateChange.Actor.FOCAL_POINT
                if run.focal_point_id
                else StateChange.Actor.USER,
                by=run.by,
                focal_point=run.focal_point,
                reason=reason if beyond else "",
                overrides_quota=beyond,
            )
            for registration, (_row, _judged, _rank, beyond) in zip(
                registrations, batch, strict=True
            )
        )
        for registration, (row, *_rest) in zip(registrations, batch, strict=True):
            row.registration, row.standing, row.errors = registration, ImportRow.Standing.DONE, {}
        rewrite([row for row, *_rest in batch], ["registration", "standing", "errors"])
        tell_all_apart(pairs=_told_apart(registrations, batch), by=run.by)


def _hold_known(run: ImportRun) -> None:
    """Nobody merges away a record that is about to be used again; by number, as merges lock."""
    known = run.rows.filter(answer=ImportRow.Answer.SAME).exclude(known=None).values("known")
    held = Person.objects.select_for_update(no_key=True).filter(pk__in=known)
    list(held.order_by("pk").values_list("pk"))


def _told_apart(
    registrations: list[Registration], batch: list[tuple[ImportRow, Judged, int | None, bool]]
) -> list[tuple[int, int]]:
    """Each new person, and whoever the user said that it is not."""
    pairs = []
    for registration, (row, *_rest) in zip(registrations, batch, strict=True):
        if row.answer == ImportRow.Answer.OTHER:
            looked_alike = {row.known_id, row.like.person_id if row.like else None} - {None}
            pairs += [(registration.person_id, person) for person in looked_alike if person]
    return pairs


def _again(row: ImportRow) -> int | None:
    """The person of another workshop, when the user said that it is the same."""
    return row.known_id if row.answer == ImportRow.Answer.SAME else None
