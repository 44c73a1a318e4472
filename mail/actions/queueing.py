"""Write a message down, in the transaction of the change that causes it; a job sends it later."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from common.rules import RuleBroken
from jobs.actions.enqueue import enqueue
from mail.kinds import kind_named
from mail.models import Message
from mail.wording import SUBJECT_LENGTH, word
from workshops.models import Workshop


class NoAddress(RuleBroken):
    """There is nowhere to send the message to."""


def queue_message(
    *,
    kind: str,
    to: str,
    to_name: str = "",
    language: str,
    context: Mapping[str, Any],
    workshop: Workshop | None = None,
    cause: str = "",
    is_secret: bool = False,
    reply_to: str = "",
) -> Message | None:
    """Word a message of ``kind`` in ``language`` and queue it; None when its cause was used before.

    ``context`` holds exactly the placeholders that the kind declares: text, numbers, dates or lazy
    translations. ``cause`` names what brought the message about ("registration-link:42:1"); the
    same cause sends once, also when two requests race. ``is_secret`` hides the text from the
    outbox. Nothing is sent here: the row and its job are written in the caller's transaction.

    Raises NoAddress without a usable address, LookupError for an undeclared kind.
    """
    declared = kind_named(kind)
    if cause and Message.objects.filter(cause=cause).exists():
        return None
    wording = word(
        kind=declared, language=language, context=context, workshop=workshop, name=to_name
    )
    return queue_worded(
        kind=kind,
        to=to,
        to_name=to_name,
        language=language,
        subject=wording.subject,
        body=wording.body,
        workshop=workshop,
        cause=cause,
        is_secret=is_secret,
        reply_to=reply_to,
    )


@transaction.atomic
def queue_worded(
    *,
    kind: str,
    to: str,
    to_name: str = "",
    language: str,
    subject: str,
    body: str,
    workshop: Workshop | None = None,
    cause: str = "",
    is_secret: bool = False,
    reply_to: str = "",
) -> Message | None:
    """The same for a text that is worded already, as allauth's mail is."""
    message = Message(
        workshop=workshop,
        kind=kind,
        cause=cause,
        to=_usable(to),
        to_name=" ".join(to_name.split())[:160],
        reply_to=reply_to,
        language=language,
        subject=" ".join(subject.split())[:SUBJECT_LENGTH],
        body=body,
        is_secret=is_secret,
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        # Another request with the same cause was committed between the look and the insert.
        if cause and Message.objects.filter(cause=cause).exists():
            return None
        raise
    # A job of its own: joining a shared one would lock its row until the caller commits, and a
    # sign-in code would wait behind a hundred invitations.
    enqueue(kind="mail.send", items=[str(message.pk)])
    return message


def _usable(address: str) -> str:
    address = address.strip()
    if not address:
        raise NoAddress(_("There is no e-mail address to write to."), field="email")
    try:
        validate_email(address)
    except ValidationError:
        raise NoAddress(_("This is not an e-mail address."), field="email") from None
    return address
