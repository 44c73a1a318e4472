"""Ask for the proofs of a design: one file of all that is hard to print, made in the background."""

from django.db import transaction

from accounts.models import User
from certificates.models import Design
from jobs.actions.enqueue import enqueue
from jobs.models import Job

JOB_KIND = "certificates.proofs"


@transaction.atomic
def ask_for_proofs(*, design: Design, by: User) -> Job:
    """Of the newest version as it is saved now. A second click joins the running job."""
    return enqueue(
        kind=JOB_KIND,
        items=[design.pk],
        params={"design": design.pk},
        by=by,
        dedupe_key=f"{JOB_KIND}:{design.pk}",
    )
