"""What is missing in a workshop and what comes next, each with the page where it is done."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.late import Change, Late
from pages.numbers import Counted
from sessions.programme import Publication
from workshops.models import Workshop
from workshops.states import WorkshopState

_PREPARING = (WorkshopState.DRAFT, WorkshopState.PUBLISHED, WorkshopState.CLOSED)


@dataclass(frozen=True)
class Step:
    """One sentence, and where to go; shown to those who hold ``permission``."""

    sentence: str
    url: str
    permission: str


def steps_about_people(workshop: Counted) -> list[Step]:
    """In numbers, from ``numbers.with_gaps``; ``participants.queries`` tells it with names."""
    steps = []
    if workshop.state not in _PREPARING:
        return []
    if not workshop.n_delegations and not workshop.open_registration:
        steps.append(
            Step(
                _("No delegation has been added yet."),
                _at("participants:delegations", workshop),
                "delegation.edit",
            )
        )
    if workshop.n_undecided:
        sentence = ngettext(
            "%(n)d registration waits for your decision.",
            "%(n)d registrations wait for your decision.",
            workshop.n_undecided,
        )
        steps.append(
            Step(
                sentence % {"n": workshop.n_undecided},
                _at("participants:registrations", workshop) + "?state=submitted",
                "registration.decide",
            )
        )
    if workshop.n_uninvited:
        sentence = ngettext(
            "%(n)d delegation has not been invited.",
            "%(n)d delegations have not been invited.",
            workshop.n_uninvited,
        )
        steps.append(
            Step(
                sentence % {"n": workshop.n_uninvited},
                _at("participants:delegations", workshop),
                "delegation.invite",
            )
        )
    return steps


def steps_about_the_event(workshop: Counted) -> list[Step]:
    """Agenda, attendance and mail, from ``with_numbers`` and ``with_gaps``."""
    steps: list[Step] = []
    if workshop.state in _PREPARING:
        steps += _preparing(workshop)
    if workshop.state in (*_PREPARING, WorkshopState.COMPLETED) and _has_begun(workshop):
        steps += _afterwards(workshop)
    if workshop.n_failed_messages:
        sentence = ngettext(
            "%(n)d message could not be sent.",
            "%(n)d messages could not be sent.",
            workshop.n_failed_messages,
        )
        steps.append(
            Step(sentence % {"n": workshop.n_failed_messages}, reverse("mail:outbox"), "mail.view")
        )
    return steps


def steps_about_publication(workshop: Workshop, publication: Publication) -> list[Step]:
    """That readers do not see the agenda as it is; for one workshop, since it compares sessions."""
    if workshop.state not in _PREPARING or not publication.n_changes:
        return []
    if publication.latest is None:
        return [
            Step(
                _("The agenda has not been released yet: only the staff see it."),
                _at("agenda:release", workshop),
                "agenda.release",
            )
        ]
    sentence = ngettext(
        "Unreleased changes of the agenda: %(n)d session.",
        "Unreleased changes of the agenda: %(n)d sessions.",
        publication.n_changes,
    )
    return [
        Step(
            sentence % {"n": publication.n_changes},
            _at("agenda:editor", workshop),
            "agenda.view",
        )
    ]


def steps_about_certificates(workshop: Counted) -> list[Step]:
    """That none has been issued; how many are earned takes the overview more queries to tell."""
    is_going_on = workshop.state in (*_PREPARING, WorkshopState.COMPLETED)
    if not is_going_on or not workshop.n_attended or workshop.n_certified:
        return []
    return [
        Step(
            _("Certificates have not been issued yet."),
            _at("certificates:list", workshop),
            "certificate.issue",
        )
    ]


def steps_about_late_changes(workshop: Workshop, late: Late) -> list[Step]:
    """Certificates that would not be issued so any more. Who has earned one since is counted with
    all who wait for theirs."""
    disagreeing = [one for one in late.open if one.change != Change.EARNED]
    if not disagreeing:
        return []
    sentence = ngettext(
        "%(n)d certificate does not agree any more with what is known now: decide.",
        "%(n)d certificates do not agree any more with what is known now: decide.",
        len(disagreeing),
    )
    return [
        Step(
            sentence % {"n": len(disagreeing)},
            _at("certificates:late", workshop),
            "certificate.issue",
        )
    ]


def steps_about_blank_sheets(workshop: Workshop, n_open: int) -> list[Step]:
    """From the last day on: until then they are there to be handed out."""
    if not n_open or workshop.today() < workshop.ends_on:
        return []
    sentence = ngettext(
        "%(n)d blank sheet is not accounted for.",
        "%(n)d blank sheets are not accounted for.",
        n_open,
    )
    return [
        Step(sentence % {"n": n_open}, _at("certificates:blanks", workshop), "certificate.issue")
    ]


def for_holder_of(steps: Collection[Step], permissions: Collection[str]) -> list[Step]:
    """Of ``steps``, those that somebody with ``permissions`` can take."""
    return [step for step in steps if step.permission in permissions]


def _preparing(workshop: Counted) -> list[Step]:
    steps = []
    if not workshop.n_scheduled:
        steps.append(Step(_("The agenda is empty."), _at("agenda:editor", workshop), "agenda.edit"))
    elif workshop.n_unscheduled:
        sentence = ngettext(
            "%(n)d session has no time yet.",
            "%(n)d sessions have no time yet.",
            workshop.n_unscheduled,
        )
        steps.append(
            Step(
                sentence % {"n": workshop.n_unscheduled},
                _at("agenda:editor", workshop),
                "agenda.edit",
            )
        )
    elif workshop.is_public and not workshop.agenda_is_public:
        steps.append(
            Step(
                _("The agenda is not shown to the participants yet."),
                _at("workshops:edit", workshop),
                "workshop.edit",
            )
        )
    if workshop.state == WorkshopState.DRAFT:
        steps.append(
            Step(
                _("It is a draft: publish it when its dates and place are settled."),
                _at("pages:overview", workshop) + "#state",
                "workshop.publish",
            )
        )
    return steps


def _afterwards(workshop: Counted) -> list[Step]:
    steps = []
    if workshop.n_approved and workshop.n_unmarked:
        sentence = ngettext(
            "Attendance of %(n)d participant has not been marked.",
            "Attendance of %(n)d participants has not been marked.",
            workshop.n_unmarked,
        )
        steps.append(
            Step(
                sentence % {"n": workshop.n_unmarked},
                _at("agenda:attendance", workshop),
                "attendance.mark",
            )
        )
    if workshop.state == WorkshopState.COMPLETED and workshop.n_certified:
        steps.append(
            Step(
                _("Archive it when nothing more is to be done."),
                _at("pages:overview", workshop) + "#state",
                "workshop.publish",
            )
        )
    return steps


def _has_begun(workshop: Workshop) -> bool:
    return workshop.today() >= workshop.starts_on


def _at(name: str, workshop: Workshop) -> str:
    return reverse(name, args=[workshop.slug])
