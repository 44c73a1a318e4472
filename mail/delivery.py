"""Hand one message to the mail server, or keep it here when there is none.

What is promised: a row is sent once, also when several workers meet it, since a worker first takes
it in hand by a conditional update. The honest limit: SMTP has no transaction. If a worker is
killed in the instant between the server's "250 accepted" and the update of the row, nobody can
know that the message went, and it is sent again when the hold has run out. Both copies then carry
the same Message-ID, made of the row's id, by which mail servers and readers drop the second.
"""

import re
import smtplib
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from common.rules import RuleBroken
from mail.models import Message

HOLD = timedelta(minutes=2)
"""Longer than a worker may spend on one item (settings.JOBS_ITEM_SECONDS)."""


class Refused(RuleBroken):
    """The server will never take this message; its words are in the sentence."""


class TryLater(Exception):
    """The server is away or asked to come again; the sentence is kept on the row."""

    def __init__(self, sentence: str) -> None:
        super().__init__("the mail server asked to come again")  # logs must quote no address
        self.sentence = sentence


def take_in_hand(message_pk: str, *, holder: str, now: datetime | None = None) -> Message | None:
    """The message if it waits and nobody else has it; None when there is nothing to do.

    ``holder`` names the job's item: it may take again what it held before, since jobs hand an item
    to a second worker only when the first is known to be dead.
    """
    now = now or timezone.now()
    free = Q(held_by="") | Q(held_by=holder) | Q(held_since__lt=now - HOLD)
    waiting = Message.objects.queued().filter(free, pk=message_pk)
    if waiting.update(held_by=holder, held_since=now):
        return Message.objects.select_related("workshop").get(pk=message_pk)
    return None


def let_go(message: Message, *, reason: str, for_good: bool) -> None:
    """Write down why the message did not go, and whether it will be tried again."""
    state = Message.State.FAILED if for_good else Message.State.QUEUED
    Message.objects.queued().filter(pk=message.pk, held_by=message.held_by).update(
        state=state, error=reason, held_by="", held_since=None
    )


def deliver(message: Message) -> None:
    """Send the message and write down at once that it went.

    Without EMAIL_URL it is marked as kept. Raises TryLater or Refused; neither changes the state.
    """
    if settings.EMAIL_URL:
        _send(message)
    message.state = Message.State.SENT
    message.sent_at = timezone.now()
    message.was_kept = not settings.EMAIL_URL
    message.error = ""
    message.held_by, message.held_since = "", None
    changed = ["state", "sent_at", "was_kept", "error", "held_by", "held_since"]
    if message.is_secret and settings.EMAIL_URL:
        # The code is on its way to its owner; a copy here could only be misused.
        message.body = ""
        changed.append("body")
    message.save(update_fields=changed)


def as_email(message: Message) -> EmailMessage:
    """The message as it travels: UTF-8, marked as automatic, its id made from the row's."""
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = sender.rpartition("@")[2] or "localhost"
    headers = {
        "Message-ID": f"<{message.pk}@{domain}>",
        "Date": message.created_at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "Content-Language": message.language,
    }
    return EmailMessage(
        subject=_one_line(message.subject),
        body=message.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[_address(message.to_name, message.to)],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers=headers,
    )


def _address(name: str, address: str) -> str:
    """``name <address>``, quoted by the standard library; control characters never reach it."""
    name = _one_line(name)
    user, _at, domain = address.rpartition("@")
    return str(Address(name, user, domain)) if name else address


def _one_line(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f\u2028\u2029]+", " ", text).strip()


def _send(message: Message) -> None:
    try:
        as_email(message).send()
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        raise _answer(message, code, words) from refusal
    except smtplib.SMTPResponseException as refusal:
        raise _answer(message, refusal.smtp_code, refusal.smtp_error) from refusal
    except smtplib.SMTPNotSupportedError as refusal:
        raise Refused(
            _("The mail server cannot do what this message needs: %(words)s") % {"words": refusal}
        ) from refusal
    except (smtplib.SMTPException, OSError) as trouble:
        raise TryLater(
            _("The mail server cannot be reached: %(words)s") % {"words": _words(trouble)}
        ) from trouble


def _answer(message: Message, code: int, words: bytes | str) -> Exception:
    # Servers repeat the address, which is not for everybody who reads why a message failed.
    said = f"{code} {re.sub(re.escape(message.to), '…', _words(words), flags=re.IGNORECASE)}"
    if 400 <= code < 500:
        return TryLater(_("The mail server asked to try later: %(words)s") % {"words": said})
    return Refused(_("The mail server refused the message: %(words)s") % {"words": said})


def _words(said: bytes | str | Exception) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(text.split())[:500]
