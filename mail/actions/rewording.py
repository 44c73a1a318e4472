"""A workshop's own wording of a kind of message, and the way back to the standard one."""

from accounts.models import User
from mail import placeholders
from mail.kinds import Kind
from mail.models import MessageTemplate
from workshops.models import Workshop


def reword(
    *, workshop: Workshop, kind: Kind, language: str, subject: str, body: str, by: User
) -> MessageTemplate:
    """Use these words for ``kind`` in ``language`` from now on; queued messages keep theirs.

    Raises UnknownPlaceholder or MissingPlaceholder.
    """
    placeholders.check(kind, subject=subject, body=body)
    wording, _is_new = MessageTemplate.objects.update_or_create(
        workshop=workshop,
        kind=kind.name,
        language=language,
        defaults={"subject": subject, "body": body},
    )
    return wording


def restore_standard_wording(*, workshop: Workshop, kind: Kind, language: str, by: User) -> None:
    """Forget the workshop's own words; without effect where it has none."""
    MessageTemplate.objects.filter(workshop=workshop, kind=kind.name, language=language).delete()
