"""What the demonstration's workshop gives its people on paper."""

from accounts.models import User
from certificates.actions.keeping_kinds import keep_kinds
from certificates.models import GivenKind, Kind
from workshops.models import Workshop


def build(workshop: Workshop, *, by: User) -> None:
    """Participants and speakers get a certificate; nothing is issued yet."""
    keep_kinds(kinds=[GivenKind(workshop=workshop, standard=Kind.APPRECIATION)], by=by)
