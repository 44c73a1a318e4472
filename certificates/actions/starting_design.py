"""Begin a design: from a layout of the gallery, or as a copy of another one."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.designs.content import Content, Shown
from certificates.designs.pictures import adopt_logo, copy_pictures
from certificates.models import Design, DesignVersion
from common.rules import RuleBroken
from workshops.models import Workshop, WorkshopOrganiser


class NameTaken(RuleBroken):
    """The workshop has a design of this name."""


@transaction.atomic
def start_design(
    *,
    workshop: Workshop,
    name: str,
    content: Content,
    by: User | None,
    source: Design | None = None,
) -> Design:
    """A new design whose first version is ``content``; the pictures that it shows come from
    ``source``. Without one, organisers begin with the logos that are kept for them. Raises
    NameTaken."""
    refuse_taken(workshop, name)
    design = Design.objects.create(workshop=workshop, name=name)
    if source:
        copy_pictures(source, design, content)
    elif not content.organisers:
        content = replace(content, organisers=_with_their_logos(design))
    DesignVersion.objects.create(design=design, content=content.written(), made_by=by)
    return design


def copy_design(*, source: Design, workshop: Workshop, name: str, by: User | None) -> Design:
    """The newest version of ``source``, of this workshop or another one. Raises NameTaken."""
    content = Content.read(source.newest.content)
    return start_design(workshop=workshop, name=name, content=content, by=by, source=source)


def _with_their_logos(design: Design) -> tuple[Shown, ...]:
    """The organisers that a design shows of itself, in their order; none where no logo is kept."""
    organisations = {
        part.organisation_id: part.organisation
        for part in design.workshop.organisers.select_related("organisation")
        if part.part != WorkshopOrganiser.Part.DONOR
    }
    shown = tuple(Shown(pk, adopt_logo(design, one)) for pk, one in organisations.items())
    return shown if any(one.logo for one in shown) else ()


def refuse_taken(workshop: Workshop, name: str, *, but: Design | None = None) -> None:
    same = workshop.certificate_designs.filter(name=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise NameTaken(_("There is already a design of this name."), field="name")
