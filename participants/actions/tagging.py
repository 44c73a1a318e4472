"""The coloured words that the organisers give people."""

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
    workshop = _locked(registration)
    wanted = [tag for tag in tags if tag.workshop_id == workshop.pk]
    word = _tidy(new_word)
    if word:
        wanted.append(_known(workshop, word) or workshop.tags.create(word=word, tone=tone))
    registration.tags.set(wanted)
    workshop.tags.filter(registrations=None).delete()


@transaction.atomic
def add_tag(*, registration: Registration, word: str) -> bool:
    """Let ``registration`` carry ``word`` too, a new one in blue; whether it did not before."""
    workshop = _locked(registration)
    tag = _known(workshop, word) or workshop.tags.create(word=_tidy(word))
    if registration.tags.contains(tag):
        return False
    registration.tags.add(tag)
    return True


@transaction.atomic
def take_tag(*, registration: Registration, word: str) -> bool:
    """Take ``word`` off; whether it was there. A word that nobody carries any more is dropped."""
    workshop = _locked(registration)
    tag = _known(workshop, word)
    if tag is None or not registration.tags.contains(tag):
        return False
    registration.tags.remove(tag)
    workshop.tags.filter(registrations=None).delete()
    return True


def _locked(registration: Registration) -> Workshop:
    return Workshop.objects.select_for_update(no_key=True).get(pk=registration.workshop_id)


def _known(workshop: Workshop, word: str) -> Tag | None:
    return workshop.tags.filter(word__iexact=_tidy(word)).first()


def _tidy(word: str) -> str:
    return " ".join(word.split())
