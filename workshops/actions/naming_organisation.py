"""Find an organisation by the name somebody typed, or make it known."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from common.rules import RuleBroken
from workshops.models import Organisation


class BadName(RuleBroken):
    """The text cannot be an organisation's name."""


def organisation_named(name: str) -> Organisation:
    """The organisation of this name or short name, in any case; a new one when there is none."""
    name = " ".join(name.split())
    if not name:
        raise BadName(_("Type the organisation's name."), field="organisation")
    longest = Organisation._meta.get_field("name").max_length or 0
    if len(name) > longest:
        raise BadName(
            _("A name has at most %(longest)d characters; this one has %(length)d.")
            % {"longest": longest, "length": len(name)},
            field="organisation",
        )
    if found := _known(name):
        return found
    try:
        with transaction.atomic():
            return Organisation.objects.create(name=name)
    except IntegrityError:
        # Somebody typed the same new name at the same moment.
        return Organisation.objects.get(name=name)


def _known(name: str) -> Organisation | None:
    return (
        Organisation.objects.filter(name__iexact=name).order_by("pk").first()
        or Organisation.objects.filter(short_name__iexact=name).order_by("pk").first()
    )
