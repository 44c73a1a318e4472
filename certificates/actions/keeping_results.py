"""Write down what people reached in the knowledge test."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certificates.models import KnowledgeResult
from participants.models import Registration
from workshops.models import Workshop


@transaction.atomic
def keep_results(
    *,
    workshop: Workshop,
    results: Mapping[int, int | None],
    by: User | None,
    source: str = KnowledgeResult.Source.HAND,
) -> int:
    """Write per cent by registration; None takes a result away. Returns how many changed.

    Whoever holds a certificate keeps it: what does not fit any more is proposed, see
    ``certificates.late``. Locks the registrations."""
    rows = Registration.objects.select_for_update(no_key=True).filter(
        workshop=workshop, pk__in=results
    )
    people = list(rows.order_by("pk").values_list("pk", flat=True))
    known = dict(
        KnowledgeResult.objects.filter(registration__in=people).values_list(
            "registration", "percent"
        )
    )
    changed = [pk for pk in people if known.get(pk) != results[pk]]
    KnowledgeResult.objects.filter(
        registration__in=[pk for pk in changed if results[pk] is None]
    ).delete()
    now = timezone.now()
    KnowledgeResult.objects.bulk_create(
        [
            KnowledgeResult(registration_id=pk, percent=percent, source=source, by=by, at=now)
            for pk in changed
            if (percent := results[pk]) is not None
        ],
        update_conflicts=True,
        unique_fields=["registration"],
        update_fields=["percent", "source", "by", "at"],
    )
    return len(changed)
