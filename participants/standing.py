"""Where each delegation stands: what the board shows, filters by and warns of."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Min, TextChoices
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from participants.gender import GenderMix
from participants.models import Delegation, Person, Registration
from participants.protocol import in_protocol_order
from participants.queries import delegations_with_seats
from workshops.models import Workshop


class Show(TextChoices):
    """Filters of the board, as they stand in its address."""

    ALL = "", pgettext_lazy("delegations", "All")
    MISSING = "missing", gettext_lazy("Nominations missing")
    OVERDUE = "overdue", gettext_lazy("Overdue")
    NO_FOCAL_POINT = "no-focal-point", gettext_lazy("No focal point")
    NOT_INVITED = "not-invited", gettext_lazy("Not invited")
    COMPLETE = "complete", gettext_lazy("Complete")


@dataclass(frozen=True)
class Step:
    """One of the steps from the letter to a complete delegation, and when it was taken."""

    label: str
    is_done: bool
    at: datetime.datetime | None = None


def board_rows(workshop: Workshop) -> list[Delegation]:
    """The workshop's delegations with all that the board tells, in protocol order.

    The number of queries does not depend on the number of delegations."""
    rows = in_protocol_order(delegations_with_seats(workshop), get_language() or "en")
    complete_rows(workshop, rows)
    return rows


def complete_rows(workshop: Workshop, rows: list[Delegation]) -> None:
    """Add gender mix, head, first nomination and gaps to rows of ``delegations_with_seats``."""
    mixes = _mixes_of(workshop)
    heads = _heads_of(workshop)
    first = dict(
        workshop.registrations.exclude(delegation=None)
        .order_by()
        .values("delegation")
        .annotate(at=Min("created_at"))
        .values_list("delegation", "at")
    )
    for row in rows:
        row.mix = mixes.get(row.pk, GenderMix())
        row.head = heads.get(row.pk, "")
        row.first_named_at = first.get(row.pk)
        row.gaps = gaps_of(row)


def mix_in_all(rows: list[Delegation]) -> GenderMix:
    """The mix of all delegations together."""
    return GenderMix(
        women=sum(row.mix.women for row in rows),
        men=sum(row.mix.men for row in rows),
        others=sum(row.mix.others for row in rows),
        unsaid=sum(row.mix.unsaid for row in rows),
    )


def shown_by(show: str, row: Delegation) -> bool:
    """Whether the filter ``show`` lets the row through; an unknown one shows everything."""
    return {
        Show.MISSING: bool(row.invited_at) and row.seats_taken < row.quota,
        Show.OVERDUE: not row.is_open() and not is_complete(row),
        Show.NO_FOCAL_POINT: not row.focal_points.all(),
        Show.NOT_INVITED: not row.invited_at,
        Show.COMPLETE: is_complete(row),
    }.get(show, True)  # type: ignore[call-overload]


def is_invitable(row: Delegation) -> bool:
    """Whether a first letter can be sent: there is a focal point, and nobody has written yet."""
    return bool(row.focal_points.all()) and not row.invited_at


def is_remindable(row: Delegation) -> bool:
    """Whether a reminder makes sense: invited, reachable, and something is missing."""
    return bool(row.focal_points.all() and row.invited_at and wanted_of(row))


def is_complete(row: Delegation) -> bool:
    """Whether the delegation has given all that it can: every seat, a head, every registration."""
    return row.quota > 0 and not (_nominations_of(row) or _registrations_of(row))


def wanted_of(row: Delegation) -> list[str]:
    """What the delegation can still do, in a few words each: what a reminder may ask for.

    After the deadline it names nobody any more, but its people can still register."""
    return [*(_nominations_of(row) if row.is_open() else []), *_registrations_of(row)]


def gaps_of(row: Delegation) -> list[str]:
    """What is missing, the organiser's own part included, in a few words each."""
    gaps = []
    if not row.focal_points.all():
        gaps.append(_("a focal point"))
    if not row.invited_at:
        gaps.append(_("the invitation"))
    # Nobody is missed before being asked for; who is there already should have a head.
    if row.invited_at or row.seats_taken >= row.quota:
        gaps += _nominations_of(row)
    elif row.seats_taken and not row.heads:
        gaps.append(_("a head of delegation"))
    gaps += _registrations_of(row)
    undecided = row.submitted - row.approved - row.waitlisted
    if undecided > 0:
        gaps.append(
            ngettext("your decision on %(n)d", "your decision on %(n)d", undecided)
            % {"n": undecided}
        )
    return gaps


def steps_of(row: Delegation) -> list[Step]:
    """From the letter to a complete delegation. Needs a row of ``board_rows``."""
    opened = [each.opened_at for each in row.focal_points.all() if each.opened_at]
    return [
        Step(_("Invitation sent"), bool(row.invited_at), row.invited_at),
        Step(_("Link opened"), bool(opened), min(opened, default=None)),
        Step(_("First nomination"), bool(row.first_named_at), row.first_named_at),
        Step(_("Delegation complete"), is_complete(row)),
    ]


def _nominations_of(row: Delegation) -> list[str]:
    """People and a head still to be named."""
    wanted = []
    free = row.quota - row.seats_taken
    if free > 0:
        wanted.append(ngettext("%(n)d nomination", "%(n)d nominations", free) % {"n": free})
    if row.seats_taken and not row.heads:
        wanted.append(_("a head of delegation"))
    return wanted


def _registrations_of(row: Delegation) -> list[str]:
    """Registrations that named people have still to send."""
    n = row.nominated - row.submitted
    return [ngettext("%(n)d registration", "%(n)d registrations", n) % {"n": n}] if n > 0 else []


def _mixes_of(workshop: Workshop) -> dict[int, GenderMix]:
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    numbers = (
        Registration.objects.seated()
        .filter(workshop=workshop)
        .exclude(delegation=None)
        .order_by()
        .values_list("delegation", "person__gender")
        .annotate(n=Count("pk"))
    )
    for delegation, gender, n in numbers:
        counted[delegation][gender] = n
    return {
        delegation: GenderMix(
            women=by.get(Person.Gender.FEMALE, 0),
            men=by.get(Person.Gender.MALE, 0),
            others=by.get(Person.Gender.OTHER, 0),
            unsaid=by.get(Person.Gender.UNSAID, 0),
        )
        for delegation, by in counted.items()
    }


def _heads_of(workshop: Workshop) -> dict[int, str]:
    heads = workshop.registrations.current().filter(is_head=True).select_related("person")
    return {row.delegation_id: row.listed_name for row in heads if row.delegation_id}
