"""Save a design: its newest version changes while nothing was made with it; then comes the next."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.actions.starting_design import refuse_taken
from certificates.designs.content import Content
from certificates.designs.pictures import sweep_pictures
from certificates.models import Design, DesignVersion
from common.dates import date_range
from common.rules import RuleBroken
from participants.questions.answers import mark


class DesignChanged(RuleBroken):
    """Somebody has saved the design since the page was opened that was sent."""


def mark_of(design: Design) -> str:
    """What a page remembers of the design that it shows."""
    return mark(design.newest.content)


@transaction.atomic
def save_design(
    *, design: Design, name: str, content: Content, by: User | None, seen: str = ""
) -> DesignVersion:
    """The version that holds ``content`` now.

    Locks the design, as issuing does: a version is never changed under a certificate that is
    being made with it. Raises NameTaken, and DesignChanged when the design is not any more what
    ``seen`` is the mark of; without ``seen`` nothing is compared."""
    locked = Design.objects.select_for_update().get(pk=design.pk)
    if seen and seen != mark_of(locked):
        raise _changed(locked.newest)
    refuse_taken(locked.workshop, name, but=locked)
    if locked.name != name:
        locked.name = name
        locked.save(update_fields=["name"])
    newest = locked.newest
    written = content.written()
    if newest.content == written:
        return newest
    if newest.certificates.exists():
        return DesignVersion.objects.create(
            design=locked, number=newest.number + 1, content=written, made_by=by
        )
    newest.content, newest.made_by, newest.made_at = written, by, timezone.now()
    newest.save(update_fields=["content", "made_by", "made_at"])
    sweep_pictures(locked)
    return newest


def _changed(newest: DesignVersion) -> DesignChanged:
    when = timezone.localtime(newest.made_at)
    return DesignChanged(
        _(
            "%(who)s saved this design on %(day)s at %(time)s, after you had opened it. Yours is"
            " below and not saved yet: save again to put it in the place of theirs."
        )
        % {
            "who": newest.made_by or _("Somebody else"),
            "day": date_range(when.date()),
            "time": f"{when:%H:%M}",
        }
    )
