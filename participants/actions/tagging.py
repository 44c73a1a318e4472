"""Tags on a registration: words the organisers sort people by."""

from collections.abc import Iterable

from django.db import transaction

from participants.models import Registration, Tag
from workshops.models import Workshop


@transaction.atomic
def set_tags(
    *,
    registration: Registration,
    tags: Iterable[Tag],
    new_word: str = "",
    tone: str = Tag.Tone.INFO,
) -> None:
    """Let ``registration`` carry these tags, and ``new_word`` in the colour ``tone``.

    A word the workshop has already, in any case of its letters, is taken and keeps its colour; one
    that nobody carries any more is dropped."""
    workshop = Workshop.objects.select_for_update(no_key=True).get(pk=registration.workshop_id)
    wanted = [tag for tag in tags if tag.workshop_id == workshop.pk]
    word = " ".join(new_word.split())
    if word:
        known = workshop.tags.filter(word__iexact=word).first()
        wanted.append(known or workshop.tags.create(word=word, tone=tone))
    registration.tags.set(wanted)
    workshop.tags.filter(registrations=None).delete()
