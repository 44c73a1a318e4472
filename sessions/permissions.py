"""Who may see an agenda that is not only for staff."""

from typing import Any

from accounts.second_factor import lacks_second_factor
from participants.models import Registration
from workshops.models import Workshop
from workshops.permissions import permissions_in


def is_open_to_all(workshop: Workshop) -> bool:
    """Whether the organisers show the agenda to everyone."""
    return workshop.is_public and workshop.agenda_is_public


def may_see_agenda(registration: Registration) -> bool:
    """Whether a participant may: those who perhaps come, where everyone may.

    A decision that is held back must not be told by what is left out."""
    comes_perhaps = registration.decision_is_held or not registration.is_over
    return comes_perhaps and is_open_to_all(registration.workshop)


def workshop_with_agenda(slug: str, user: Any) -> Workshop | None:
    """The workshop whose agenda ``user`` may see: everyone's, or staff's of this workshop."""
    workshop = Workshop.objects.with_project().filter(slug=slug).first()
    if workshop is None:
        return None
    return workshop if is_open_to_all(workshop) or sees_drafts(workshop, user) else None


def sees_drafts(workshop: Workshop, user: Any) -> bool:
    """Whether ``user`` belongs to the staff who work on this agenda."""
    return "agenda.view" in permissions_in(workshop, user) and not lacks_second_factor(user)
