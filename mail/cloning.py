"""What a clone of a workshop can take over from this app."""

from django.utils.translation import gettext_lazy as _

from mail.actions.rewording import copy_wordings
from workshops.actions.cloning import Part, Shift


def _copy(shift: Shift) -> None:
    copy_wordings(source=shift.source, target=shift.target)


PARTS = (Part("wordings", _("Own wording of messages"), _copy),)
