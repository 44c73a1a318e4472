"""Stop a message that has not gone yet."""

from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from mail.models import Message


class TooLate(RuleBroken):
    """The message is with the mail server, or was dealt with before."""


def cancel(*, message: Message, by: User) -> Message:
    """Cancel a waiting message; its job will find nothing to do.

    One conditional update, so that a worker either has taken the message in hand before (TooLate)
    or never will. A second cancel is without effect.
    """
    stopped = (
        Message.objects.queued()
        .filter(pk=message.pk, held_by="")
        .update(
            state=Message.State.CANCELLED,
            error=_("Cancelled by %(person)s.") % {"person": by},
        )
    )
    message.refresh_from_db()
    if not stopped and message.state != Message.State.CANCELLED:
        raise TooLate(_("This message can no longer be cancelled: it has gone or is going now."))
    return message
