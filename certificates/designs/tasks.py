"""The proofs of a design, which take longer than a page may."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.actions.proving_design import JOB_KIND
from certificates.models import Design
from certificates.storing import write_whole
from jobs.kinds import handles
from jobs.models import Job, JobItem
from jobs.working import Work
from workshops.permissions import permissions_in


def _design(job: Job) -> Design | None:
    return Design.objects.select_related("workshop").filter(pk=job.params["design"]).first()


def _title(job: Job) -> str:
    return _("Proofs of the design “%(design)s”") % {"design": _design(job) or ""}


def _result_url(job: Job) -> str:
    design = _design(job)
    return (
        reverse("certificates:design_proofs", args=[design.workshop.slug, design.pk])
        if design
        else ""
    )


def _labels(job: Job, references: list[str]) -> dict[str, str]:
    return dict.fromkeys(references, _("Proofs"))


def _permits(job: Job, user: User) -> bool:
    design = _design(job)
    return design is not None and "workshop.edit" in permissions_in(design.workshop, user)


def _keep(content: bytes, name: str, *, writer: str) -> None:
    write_whole(name, lambda path: path.write_bytes(content), writer=writer)


@handles(JOB_KIND, title=_title, result_url=_result_url, labels=_labels, permits=_permits)
def make_proofs(items: list[JobItem], work: Work) -> None:
    from certificates.designs.proofs import forget_proofs, proofs_file_of, proofs_of_extremes

    for item in items:
        with work.on(item) as result:
            design = Design.objects.select_related("workshop").get(pk=item.reference)
            version = design.newest
            content = proofs_of_extremes(version, language=design.workshop.certificate_language)
            name = proofs_file_of(version)
            _keep(content, name, writer=item.token)
            forget_proofs(design.pk, but=name)
            result["version"] = version.number
