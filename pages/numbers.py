"""How many people are how far, for any number of workshops in one query.

The steps are defined where they belong (``participants.queries``, ``certificates.models``); here
they are only counted side by side. *Attended* is whoever was present at least once.
"""

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from certificates.models import Certificate
from common.collation import collation_key
from mail.models import Message
from participants.countries import country_name
from participants.models import Delegation, Person, Registration
from participants.queries import nominated, submitted, waitlisted
from participants.states import RegistrationState
from sessions.models import AgendaItem, Attendance
from workshops.models import Project
from workshops.models.workshop import WorkshopQuerySet

#: A workshop that carries the annotations below, of which the type checker cannot know.
Counted = Any

#: The steps of the funnel in order, with their annotation's name.
STEPS = ("invited", "nominated", "submitted", "approved", "attended", "certified")


def with_numbers(workshops: WorkshopQuerySet) -> WorkshopQuerySet:
    """Annotate the steps of the funnel, as ``n_invited`` … ``n_certified``, and ``n_seated``."""
    return workshops.annotate(
        n_invited=_sum_of_seats(),
        n_nominated=_count(nominated()),
        n_submitted=_count(submitted()),
        n_approved=_count(Registration.objects.approved()),
        n_attended=_count(attended()),
        n_certified=_count(certified()),
        n_seated=_count(Registration.objects.seated()),
    )


def with_gaps(workshops: WorkshopQuerySet) -> WorkshopQuerySet:
    """Annotate what ``pages.steps`` needs to tell what is missing."""
    delegations = Delegation.objects.all()
    items = AgendaItem.objects.all()
    return workshops.annotate(
        n_delegations=_count(delegations),
        n_uninvited=_count(delegations.filter(invited_at=None)),
        n_undecided=_count(
            Registration.objects.confirmed().filter(state=RegistrationState.SUBMITTED)
        ),
        n_waitlisted=_count(waitlisted()),
        n_scheduled=_count(items.filter(day__isnull=False)),
        n_unscheduled=_count(items.filter(day=None)),
        n_unmarked=_count(Registration.objects.approved().filter(~Exists(_marks()))),
        n_failed_messages=_count(Message.objects.filter(state=Message.State.FAILED)),
    )


def attended() -> QuerySet[Registration]:
    """Approved people who were present at something."""
    present = _marks().filter(status=Attendance.Status.PRESENT)
    return Registration.objects.approved().filter(Exists(present))


def certified() -> QuerySet[Registration]:
    """Everybody who holds a valid certificate."""
    living = Certificate.objects.living().filter(registration=OuterRef("pk"))
    return Registration.objects.filter(Exists(living))


def funnel_of(workshop: Counted) -> list[dict[str, object]]:
    """The steps of a workshop from ``with_numbers``: label, number, and the widest of them."""
    labels = {
        "invited": _("Seats offered"),
        "nominated": _("Nominated"),
        "submitted": _("Submitted"),
        "approved": _("Approved"),
        "attended": _("Attended"),
        "certified": _("Certified"),
    }
    numbers = [getattr(workshop, f"n_{step}") for step in STEPS]
    widest = max(numbers) or 1
    return [
        {"step": step, "label": labels[step], "number": number, "percent": 100 * number / widest}
        for step, number in zip(STEPS, numbers, strict=True)
    ]


def _count(rows: QuerySet) -> Coalesce:
    counted = (
        rows.filter(workshop=OuterRef("pk"))
        .order_by()
        .values("workshop")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _sum_of_seats() -> Coalesce:
    rows = Delegation.objects.filter(Q(workshop=OuterRef("pk")), invited_at__isnull=False)
    summed = rows.order_by().values("workshop").annotate(n=Sum("quota")).values("n")
    return Coalesce(Subquery(summed, output_field=IntegerField()), 0)


def _marks() -> QuerySet[Attendance]:
    return Attendance.objects.filter(registration=OuterRef("pk"))


def people_by_state(project: Project) -> list[tuple[str, int]]:
    """Approved people of each delegation of the project's workshops, named as states."""
    language = get_language() or "en"
    counted = (
        Registration.objects.approved()
        .filter(workshop__project=project, delegation__isnull=False)
        .values("delegation__country", "delegation__organisation_name")
        .annotate(n=Count("pk"))
        .order_by()
    )
    named = [
        (
            country_name(row["delegation__country"], language)
            if row["delegation__country"]
            else row["delegation__organisation_name"],
            row["n"],
        )
        for row in counted
    ]
    return sorted(named, key=lambda pair: collation_key(pair[0]))


def people_by_gender(project: Project) -> list[tuple[str, int]]:
    """Approved people of the project's workshops by gender, in the order of the choices."""
    counted = dict(
        Registration.objects.approved()
        .filter(workshop__project=project)
        .values_list("person__gender")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return [
        (str(label), counted[value]) for value, label in Person.Gender.choices if value in counted
    ]
