"""Numbers without gaps or repeats: taken and used in one transaction, under the series' lock."""

from datetime import datetime
from typing import Any

from accounts.models import User
from certificates.holders import Holder
from certificates.models import BlankRun, Certificate, DesignVersion, Series
from certificates.states import CertificateState
from workshops.models import Workshop


def insert_next(
    *,
    holder: Holder,
    kind: str,
    wording: dict[str, Any],
    language: str,
    version: DesignVersion | None,
    by: User | None,
    now: datetime,
) -> Certificate:
    """Write the next certificate of the workshop's series; all kinds share one.

    Call it inside a transaction that holds the person's lock: a rollback gives the number back,
    and the order person, registration, series is the same everywhere, so nobody waits in a circle.
    """
    return _insert(
        holder.workshop,
        person=holder.person,
        registration=holder.registration,
        kind=kind,
        language=language,
        design_version=version,
        wording=wording,
        issued_at=now,
        issued_by=by,
    )


def insert_next_blank(
    *,
    run: BlankRun,
    wording: dict[str, Any],
    language: str,
    version: DesignVersion | None,
    now: datetime,
) -> Certificate:
    """Write the next certificate without a holder. Call it inside a transaction."""
    return _insert(
        run.workshop,
        state=CertificateState.BLANK,
        blank_run=run,
        kind=run.kind,
        language=language,
        design_version=version,
        wording=wording,
        issued_at=now,
        issued_by=run.by,
    )


def _insert(workshop: Workshop, **facts: Any) -> Certificate:
    Series.objects.get_or_create(workshop=workshop, defaults={"prefix": workshop.slug.upper()})
    series = Series.objects.select_for_update().get(workshop=workshop)
    certificate = Certificate.objects.create(series=series, number=series.next_number, **facts)
    series.next_number += 1
    series.save(update_fields=["next_number"])
    return certificate
