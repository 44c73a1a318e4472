"""What lists and overviews read. A taken seat is defined in ``RegistrationQuerySet.seated``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from participants.models import Delegation, Registration
from participants.models.registration import RegistrationQuerySet
from participants.protocol import in_protocol_order
from participants.states import RegistrationState
from workshops.models import Workshop

_NAMED_IN_SENTENCES = 3


def nominated(rows: RegistrationQuerySet | None = None) -> RegistrationQuerySet:
    """People named for a seat and still in the running, whatever they have done since."""
    rows = Registration.objects.all() if rows is None else rows
    return rows.current().confirmed().filter(reserve_rank=None)


def submitted(rows: RegistrationQuerySet | None = None) -> RegistrationQuerySet:
    """Of these, the ones who sent their registration; approved people have, by definition."""
    return nominated(rows).filter(
        Q(state__in=[RegistrationState.SUBMITTED, RegistrationState.APPROVED])
        | Q(state=RegistrationState.WAITLISTED, submitted_at__isnull=False)
    )


def reserves(rows: RegistrationQuerySet | None = None) -> RegistrationQuerySet:
    """Reserves still in the running, the next one first."""
    rows = Registration.objects.all() if rows is None else rows
    return rows.current().filter(reserve_rank__isnull=False).order_by("reserve_rank", "pk")


def waitlisted(rows: RegistrationQuerySet | None = None) -> RegistrationQuerySet:
    rows = Registration.objects.all() if rows is None else rows
    return rows.confirmed().filter(state=RegistrationState.WAITLISTED)


def delegations_with_seats(workshop: Workshop) -> QuerySet[Delegation]:
    """The workshop's delegations with their numbers and focal points: two queries in all."""
    numbers: dict[str, Any] = {
        "seats_taken": _number_of(Registration.objects.seated()),
        "nominated": _number_of(nominated()),
        "submitted": _number_of(submitted()),
        "approved": _number_of(Registration.objects.approved()),
        "reserves_named": _number_of(reserves()),
        "waitlisted": _number_of(waitlisted()),
        "heads": _number_of(Registration.objects.current().filter(is_head=True)),
    }
    rows = workshop.delegations.select_related("workshop").prefetch_related("focal_points")
    return rows.annotate(**numbers)


def free_seats(delegation: Delegation) -> int:
    """Seats the delegation may still fill; the workshop's capacity may allow fewer."""
    return max(0, delegation.quota - delegation.registrations.seated().count())


def seats_of(workshop: Workshop) -> int:
    """Seats taken in the whole workshop."""
    return workshop.registrations.seated().count()


def funnel(workshop: Workshop) -> dict[str, int]:
    """How far the workshop has come: seats offered by letter, then people at each step."""
    offered = workshop.delegations.filter(invited_at__isnull=False).aggregate(n=Sum("quota"))["n"]
    rows = workshop.registrations
    return {
        "invited": offered or 0,
        "nominated": nominated(rows.all()).count(),
        "submitted": submitted(rows.all()).count(),
        "approved": rows.approved().count(),
    }


@dataclass(frozen=True)
class Missing:
    """Something to be done, and the page where it is done."""

    sentence: str
    url_name: str
    args: tuple[object, ...] = ()
    query: str = ""

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=self.args) + (f"?{self.query}" if self.query else "")


def what_is_missing(workshop: Workshop) -> list[Missing]:
    """What the organiser has to do next about delegations and people, the most pressing first."""
    delegations = in_protocol_order(delegations_with_seats(workshop), get_language() or "en")
    board = ("participants:delegations", (workshop.slug,))
    people = ("participants:registrations", (workshop.slug,))
    if not delegations and not workshop.open_registration:
        return [Missing(_("No delegation has been added yet."), *board)]

    missing = []
    waiting = workshop.registrations.filter(state=RegistrationState.SUBMITTED).count()
    if waiting:
        sentence = ngettext(
            "%(n)d registration waits for your decision.",
            "%(n)d registrations wait for your decision.",
            waiting,
        )
        missing.append(Missing(sentence % {"n": waiting}, *people, query="state=submitted"))
    untold = workshop.registrations.filter(decision_is_held=True).count()
    if untold:
        sentence = ngettext(
            "%(n)d decision has not been told to the participant.",
            "%(n)d decisions have not been told to the participants.",
            untold,
        )
        missing.append(Missing(sentence % {"n": untold}, *people, query="told=no"))
    for rows, sentence in (
        ([d for d in delegations if not d.focal_points.all()], _("No focal point yet: %s.")),
        (
            [d for d in delegations if d.focal_points.all() and not d.invited_at],
            _("Not invited yet: %s."),
        ),
        (
            [d for d in delegations if d.invited_at and d.seats_taken == 0],
            _("Nobody nominated yet: %s."),
        ),
        (
            [d for d in delegations if d.reserves_named and d.seats_taken < d.quota],
            _("A seat is free and a reserve is waiting: %s."),
        ),
        (
            [d for d in delegations if d.seats_taken and not d.heads],
            _("No head of delegation: %s."),
        ),
    ):
        if rows:
            missing.append(Missing(sentence % _some_names(rows), *_page_of(rows, workshop)))
    without_link = workshop.registrations.filter(
        state=RegistrationState.NOMINATED, reserve_rank=None
    ).count()
    if without_link:
        sentence = ngettext(
            "%(n)d nominee has not been sent the registration link.",
            "%(n)d nominees have not been sent the registration link.",
            without_link,
        )
        missing.append(Missing(sentence % {"n": without_link}, *people, query="state=nominated"))
    return missing


def _some_names(delegations: Sequence[Delegation]) -> str:
    names = ", ".join(str(delegation) for delegation in delegations[:_NAMED_IN_SENTENCES])
    more = len(delegations) - _NAMED_IN_SENTENCES
    if more <= 0:
        return names
    return ngettext("%(names)s and %(n)d more", "%(names)s and %(n)d more", more) % {
        "names": names,
        "n": more,
    }


def _page_of(
    delegations: Sequence[Delegation], workshop: Workshop
) -> tuple[str, tuple[object, ...]]:
    if len(delegations) == 1:
        return "participants:delegation", (workshop.slug, delegations[0].pk)
    return "participants:delegations", (workshop.slug,)


def _number_of(rows: RegistrationQuerySet) -> Coalesce:
    """Count ``rows`` of each delegation in the database, by the same querysets as elsewhere."""
    counted = (
        rows.filter(delegation=OuterRef("pk"))
        .order_by()
        .values("delegation")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
