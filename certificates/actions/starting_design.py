"""Begin a design: from a layout of the gallery, or as a copy of another one."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.designs.content import Content
from certificates.designs.pictures import copy_pictures
from certificates.models import Design, DesignVersion
from common.rules import RuleBroken
from workshops.models import Workshop


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
    ``source``. Raises NameTaken."""
    refuse_taken(workshop, name)
    design = Design.objects.create(workshop=workshop, name=name)
    if source:
        copy_pictures(source, design, content)
    DesignVersion.objects.create(design=design, content=content.written(), made_by=by)
    return design


def copy_design(*, source: Design, workshop: Workshop, name: str, by: User | None) -> Design:
    """The newest version of ``source``, of this workshop or another one. Raises NameTaken."""
    content = Content.read(source.newest.content)
    return start_design(workshop=workshop, name=name, content=content, by=by, source=source)


def refuse_taken(workshop: Workshop, name: str, *, but: Design | None = None) -> None:
    same = workshop.certificate_designs.filter(name=name)
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise NameTaken(_("There is already a design of this name."), field="name")
