"""What the seats and the registrations refuse, each with a sentence for whoever asked."""

from django.utils.translation import gettext as _

from common.rules import RuleBroken


class SeatsTaken(RuleBroken):
    """The delegation's quota or the workshop's capacity is used up."""


class NominationsClosed(RuleBroken):
    """The deadline has passed, or the workshop takes nobody any more."""


class AlreadyRegistered(RuleBroken):
    """The e-mail address is in use in this workshop."""


class MoveRefused(RuleBroken):
    """The table of states does not have this move, or it needs a reason that was not given."""


class EditingClosed(RuleBroken):
    """Facts that are fixed by now; the sentence says whom to ask."""


class UploadRefused(RuleBroken):
    """A file that is too large, broken, or not what its name says."""


class FormRefused(RuleBroken):
    """A change of the registration form that it, or the answers given already, cannot bear."""


class FormChanged(FormRefused):
    """Somebody else has saved the same question or section; ``names`` are the fields concerned."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(_("Somebody else has changed this since you opened the page."))
        self.names = names
