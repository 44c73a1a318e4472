"""A design that is not wanted any more: put away, or deleted while nothing was made with it."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from certificates.designs.pictures import remove
from certificates.designs.proofs import forget_proofs
from certificates.models import Certificate, Design
from common.rules import RuleBroken


class DesignInUse(RuleBroken):
    """A kind of certificates has it, or certificates were made with it."""


@transaction.atomic
def archive_design(*, design: Design, by: User | None) -> None:
    """Offer it no more; certificates that were made with it keep it. Raises DesignInUse."""
    locked = Design.objects.select_for_update().get(pk=design.pk)
    _refuse_chosen(locked)
    locked.archived_at = timezone.now()
    locked.save(update_fields=["archived_at"])


@transaction.atomic
def restore_design(*, design: Design, by: User | None) -> None:
    Design.objects.filter(pk=design.pk).update(archived_at=None)


@transaction.atomic
def delete_design(*, design: Design, by: User | None) -> None:
    """Remove it with its versions and pictures. Raises DesignInUse."""
    locked = Design.objects.select_for_update().get(pk=design.pk)
    _refuse_chosen(locked)
    if Certificate.objects.filter(design_version__design=locked).exists():
        raise DesignInUse(
            _("Certificates were made with this design, so it stays. You can archive it.")
        )
    remove(locked.pictures.all())
    transaction.on_commit(partial(forget_proofs, locked.pk))
    locked.delete()


def _refuse_chosen(design: Design) -> None:
    if design.choices.exists():
        raise DesignInUse(
            _("Certificates of this workshop get this design. Choose another one for them first.")
        )
