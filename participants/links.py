"""Personal links: the key to one registration, delegation or speaker, without an account.

The token holds the row's number, its nonce and a signature; nothing personal. A new nonce revokes
every link sent before. A link works until some weeks after the workshop, or until the date that
its row states.
"""

import datetime
from typing import TypeVar

from django.conf import settings
from django.core.signing import Signer
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import gettext as _

from common.rules import RuleBroken
from participants.models import FocalPoint, Registration
from participants.models.link import LinkHolder, link_nonce
from participants.states import RegistrationState

#: How long a link outlives the workshop, or its own sending, whichever is later.
LINK_LIFE = datetime.timedelta(weeks=6)
# 22 characters of base64 are 132 bits: beyond guessing, and short enough for a letter on paper.
_SIGNATURE_LENGTH = 22

Holder = TypeVar("Holder", bound=LinkHolder)


class LinkRefused(RuleBroken):
    """The link opens nothing. ``is_gone``: it once did; strangers never learn that."""

    def __init__(self, sentence: str, *, is_gone: bool, holder: object = None) -> None:
        super().__init__(sentence)
        self.is_gone = is_gone
        self.holder = holder


def registration_link(registration: Registration) -> str:
    """The absolute address of the participant's own page."""
    return f"{settings.SITE_URL}/r/{token_of(registration)}/"


def focal_point_link(focal_point: FocalPoint) -> str:
    """The absolute address of the delegation's portal."""
    return f"{settings.SITE_URL}/d/{token_of(focal_point)}/"


def registration_for(token: str) -> Registration:
    """The registration that ``token`` opens; the first opening is noted. Raises LinkRefused."""
    return holder_of(
        token, Registration.objects.select_related("workshop__project", "delegation", "person")
    )


def focal_point_for(token: str) -> FocalPoint:
    """The focal point whose portal ``token`` opens; the first opening is noted.

    Raises LinkRefused."""
    return holder_of(token, FocalPoint.objects.select_related("delegation__workshop__project"))


def new_link(holder: Holder, *, now: datetime.datetime | None = None) -> Holder:
    """Give ``holder`` a new link and end all earlier ones."""
    holder.link_nonce = link_nonce()
    holder.opened_at = None
    holder.link_expires_at = _end_of_life(holder, now or timezone.now())
    holder.save(update_fields=["link_nonce", "opened_at", "link_expires_at"])
    return holder


def prolong_link(holder: Holder, *, now: datetime.datetime | None = None) -> Holder:
    """A link that is sent again works for some weeks from now, also after the workshop."""
    holder.link_expires_at = _end_of_life(holder, now or timezone.now())
    holder.save(update_fields=["link_expires_at"])
    return holder


def token_of(holder: LinkHolder) -> str:
    body = f"{int_to_base36(holder.pk)}.{holder.link_nonce}"
    return f"{body}.{_signatures(type(holder), body)[0]}"


def holder_of(token: str, rows: QuerySet[Holder]) -> Holder:
    """The one of ``rows`` that ``token`` opens; the first opening is noted. Raises LinkRefused.

    Each model's links are signed for it alone: a participant's opens no speaker's page."""
    model = rows.model
    body, _dot, signature = token.rpartition(".")
    number, _dot, nonce = body.partition(".")
    if not any(constant_time_compare(signature, known) for known in _signatures(model, body)):
        raise _unknown()
    try:
        holder = rows.filter(pk=base36_to_int(number)).first()
    except ValueError:
        raise _unknown() from None
    if holder is None:
        raise _unknown()
    if not constant_time_compare(nonce, holder.link_nonce):
        raise LinkRefused(_replaced(holder), is_gone=True, holder=holder)
    now = timezone.now()
    if (holder.link_expires_at or _default_end(holder)) < now:
        raise LinkRefused(_("This link has expired."), is_gone=True, holder=holder)
    if holder.opened_at is None:
        model._default_manager.filter(pk=holder.pk, opened_at=None).update(opened_at=now)
        holder.opened_at = now
    return holder


def _replaced(holder: LinkHolder) -> str:
    if isinstance(holder, Registration) and holder.state == RegistrationState.SUBSTITUTED:
        return _("Somebody else takes part in your place, so this link no longer works.")
    return _("This link has been replaced by a newer one. Look for a later message from us.")


def _unknown() -> LinkRefused:
    return LinkRefused(_("There is no such link."), is_gone=False)


def _signatures(model: type, body: str) -> list[str]:
    """By the present key first, then by those that are being retired."""
    signer = Signer(salt=f"participants.links.{model.__name__.lower()}")
    keys = [signer.key, *signer.fallback_keys]
    return [signer.signature(body, key)[:_SIGNATURE_LENGTH] for key in keys]


def _default_end(holder: LinkHolder) -> datetime.datetime:
    workshop = holder.links_workshop
    midnight = datetime.datetime.combine(
        workshop.ends_on + datetime.timedelta(days=1), datetime.time(), tzinfo=workshop.zone
    )
    return midnight + LINK_LIFE


def _end_of_life(holder: LinkHolder, now: datetime.datetime) -> datetime.datetime | None:
    # Nothing to state while the workshop lies ahead: the end follows its dates when they move.
    return now + LINK_LIFE if now + LINK_LIFE > _default_end(holder) else None
