"""Internal notes: what staff tell each other about a registration."""

from accounts.models import User
from participants.models import InternalNote, Registration


def write_note(*, registration: Registration, text: str, by: User) -> InternalNote:
    """Keep ``text`` with its writer and time; participants and focal points never see it."""
    return InternalNote.objects.create(registration=registration, text=text.strip(), by=by)
