"""Numbers without gaps or repeats: taken and used in one transaction, under the series' lock."""

from datetime import datetime
from typing import Any

from accounts.models import User
from certificates.models import Certificate, DesignVersion, Series
from participants.models import Registration


def insert_next(
    *,
    registration: Registration,
    wording: dict[str, Any],
    language: str,
    version: DesignVersion | None,
    by: User | None,
    now: datetime,
) -> Certificate:
    """Write the next certificate of the workshop's series.

    Call it inside a transaction that holds the registration's lock: a rollback gives the number
    back, and the order registration, then series, is the same everywhere, so nobody waits in a
    circle.
    """
    workshop = registration.workshop
    Series.objects.get_or_create(workshop=workshop, defaults={"prefix": workshop.slug.upper()})
    series = Series.objects.select_for_update().get(workshop=workshop)
    certificate = Certificate.objects.create(
        series=series,
        number=series.next_number,
        registration=registration,
        language=language,
        design_version=version,
        wording=wording,
        issued_at=now,
        issued_by=by,
    )
    series.next_number += 1
    series.save(update_fields=["next_number"])
    return certificate
