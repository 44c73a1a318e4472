"""Who may read which mail."""

from typing import Any

from django.conf import settings

from mail.kinds import kinds
from mail.models import Message, MessageTemplate
from workshops.models import Workshop


def may_read_outbox(user: Any) -> bool:
    """Whether there is any workshop whose mail ``user`` may read."""
    if not user.is_authenticated:
        return False
    return user.is_superuser or Workshop.objects.permitting(user, "mail.view").exists()


def may_read_text(message: Message, user: Any) -> bool:
    """Sign-in codes are for their owner alone.

    Only where nothing leaves the machine may a superuser read them: somebody trying Rollcall
    without a mail server could not sign in by code otherwise.
    """
    return not message.is_secret or (user.is_superuser and not settings.EMAIL_URL)


def wordings_of(workshop: Workshop) -> list[dict[str, Any]]:
    """Every kind of message with its languages, and whether the workshop words it itself."""
    own = set(MessageTemplate.objects.filter(workshop=workshop).values_list("kind", "language"))
    return [
        {
            "kind": kind,
            "languages": [
                {"code": code, "name": name, "is_own": (kind.name, code) in own}
                for code, name in settings.LANGUAGES
            ],
        }
        for kind in kinds()
    ]
