"""Background work about people: lists, merges and answers are forgotten, offers run out."""

from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from jobs.kinds import handles
from jobs.models import Job, JobItem
from jobs.working import Work
from participants.actions.acting_on_many import ACTING, TAGGING, BulkAction, act_if_matching
from participants.actions.erasing import erase_what_is_due
from participants.actions.erasing_merges import erase_merges
from participants.actions.offering import EXPIRING, expire_offer
from participants.actions.reminding_answers import remind_those_due
from participants.filters import RegistrationFilter
from participants.models import ImportRun, Registration
from workshops.models import Workshop
from workshops.permissions import permissions_in
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


@shared_task(name="participants.remind_to_answer")
def remind_to_answer() -> int:
    """Remind approved people of open questions, where a workshop wants it; how many."""
    return remind_those_due()


@handles(EXPIRING, title=gettext_lazy("An offer of a seat runs out"))
def expire_offers(items: list[JobItem], work: Work) -> None:
    for item in items:
        with work.on(item) as result:
            result["expired"] = expire_offer(pk=int(item.reference))


def _many_title(job: Job) -> str:
    workshop = Workshop.objects.filter(pk=job.params["workshop"]).first()
    facts = {"action": BulkAction(job.params["action"]).label, "workshop": workshop or ""}
    return _("“%(action)s”: %(workshop)s") % facts


def _many_result_url(job: Job) -> str:
    workshop = Workshop.objects.filter(pk=job.params["workshop"]).first()
    if workshop is None:
        return ""
    address = reverse("participants:registrations", args=[workshop.slug])
    return f"{address}?{job.params['query']}" if job.params["query"] else address


def _many_labels(job: Job, references: list[str]) -> dict[str, str]:
    """As lists name people, so a protected one by the alias."""
    named = Registration.objects.filter(pk__in=references).select_related("person")
    return {str(one.pk): one.listed_name for one in named}


def _many_permits(job: Job, user: User) -> bool:
    workshop = Workshop.objects.filter(pk=job.params["workshop"]).first()
    return workshop is not None and _needed(job) in permissions_in(workshop, user)


def _needed(job: Job) -> str:
    return "registration.edit" if job.params["action"] in TAGGING else "registration.decide"


@handles(
    ACTING,
    title=_many_title,
    batch_size=20,
    result_url=_many_result_url,
    labels=_many_labels,
    permits=_many_permits,
)
def act_on_many(items: list[JobItem], work: Work) -> None:
    """Each in a transaction of its own; whoever the filters do not find any more is refused."""
    workshop = Workshop.objects.get(pk=work.params["workshop"])
    by = work.job.requested_by
    if by is None or not _many_permits(work.job, by):
        raise PermissionError("whoever asked for it may not do it any more")
    filtered = RegistrationFilter(
        QueryDict(work.params["query"]),
        queryset=workshop.registrations.all(),
        workshop=workshop,
        delegations=list(workshop.delegations.all()),
    )
    for item in items:
        with work.on(item) as result:
            result["done"] = act_if_matching(
                pk=int(item.reference),
                matching=filtered.qs,
                action=work.params["action"],
                by=by,
                reason=work.params["reason"],
                word=work.params["word"],
            )
