"""Background work about people: lists, merges and answers are forgotten, offers run out."""

from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from jobs.kinds import handles
from jobs.models import JobItem
from jobs.working import Work
from participants.actions.erasing import erase_what_is_due
from participants.actions.erasing_merges import erase_merges
from participants.actions.offering import EXPIRING, expire_offer
from participants.models import ImportRun
from workshops.states import WorkshopState

#: Lists are kept so long that an import can be looked up and undone.
KEEP_IMPORTS = timedelta(days=30)


@shared_task(name="participants.forget_imports")
def forget_imports() -> int:
    """Delete imported lists: they hold names, and after some weeks nobody needs them."""
    old = ImportRun.objects.filter(
        Q(created_at__lt=timezone.now() - KEEP_IMPORTS) | Q(workshop__state=WorkshopState.ARCHIVED)
    )
    count = old.count()
    old.delete()
    return count


@shared_task(name="participants.forget_merges")
def forget_merges() -> int:
    """Erase what merges kept of people, once they cannot be undone any more."""
    return erase_merges(now=timezone.now())


@shared_task(name="participants.erase_answers")
def erase_answers() -> int:
    """Erase the answers whose period has run out; each erasure leaves a receipt."""
    return len(erase_what_is_due())


@handles(EXPIRING, title=gettext_lazy("An offer of a seat runs out"))
def expire_offers(items: list[JobItem], work: Work) -> None:
    for item in items:
        with work.on(item) as result:
            result["expired"] = expire_offer(pk=int(item.reference))
