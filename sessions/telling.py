"""Who is told of a release: speakers of changed sessions, and participants who asked for it."""

from participants.models import Registration
from sessions.changes import changes_from
from sessions.models import AgendaVersion, Confirmation, Speaker
from sessions.permissions import is_open_to_all
from sessions.programme import changes_about
from workshops.states import WorkshopState

KIND = "agenda.tell"
SPEAKER, REGISTRATION = "speaker", "registration"
_SILENT = frozenset({WorkshopState.CANCELLED, WorkshopState.ARCHIVED})


def concerned_by(version: AgendaVersion) -> list[str]:
    """References for the job; participants only where they can see the agenda.

    Speakers who declined all that changed hear nothing of it any more."""
    workshop = version.workshop
    if workshop.state in _SILENT:
        return []
    changes = changes_from(version.changes)
    declined: dict[int, set[str]] = {}
    refusals = Confirmation.objects.filter(
        speaker__workshop=workshop, state=Confirmation.State.DECLINED
    )
    for speaker, uid in refusals.values_list("speaker", "item__uid"):
        declined.setdefault(speaker, set()).add(str(uid))
    reachable = Speaker.objects.filter(workshop=workshop).exclude(person__email="")
    found = [
        f"{SPEAKER}:{pk}"
        for pk in reachable.order_by("pk").values_list("pk", flat=True)
        if any(
            change.uid not in declined.get(pk, set())
            for change in changes_about(version, changes, pk)
        )
    ]
    if is_open_to_all(workshop):
        followers = Registration.objects.current().filter(workshop=workshop)
        followers = followers.exclude(agenda_follower=None).exclude(person__email="")
        keys = followers.order_by("pk").values_list("pk", flat=True)
        found += [f"{REGISTRATION}:{pk}" for pk in keys]
    return found
