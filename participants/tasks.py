"""Background work of this app. None of the messages carries anything."""

from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

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
