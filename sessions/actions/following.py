"""A participant asks for messages about the agenda, or for none any more."""

from participants.models import Registration
from sessions.models import AgendaFollower


def follow_agenda(*, registration: Registration) -> None:
    """From the next release on. Asking twice changes nothing."""
    AgendaFollower.objects.get_or_create(registration=registration)


def unfollow_agenda(*, registration: Registration) -> None:
    AgendaFollower.objects.filter(registration=registration).delete()
