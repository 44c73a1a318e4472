"""The record of a person, held while it is written: a merge may be under way beside it."""

from django.utils.translation import gettext as _

from participants.models import MergeRecord, Person, Registration
from participants.rules import MoveRefused

_TRIES = 3


def hold_person_of(registration: Registration) -> Person:
    """The person of ``registration`` as it is now, held until the transaction ends.

    Whoever has just been merged is found under the record that survived."""
    for _try in range(_TRIES):
        pk = Registration.objects.values_list("person_id", flat=True).get(pk=registration.pk)
        if person := _held(pk):
            registration.person = person
            return person
    raise _gone()


def hold_person(pk: int) -> Person:
    """The person with this key, or whoever it was merged into, held until the transaction ends.

    Raises MoveRefused when there is none any more."""
    for _try in range(_TRIES):
        if person := _held(pk):
            return person
        merge = MergeRecord.objects.filter(merged_key=pk, undone_at=None).first()
        if merge is None:
            break
        pk = merge.survivor_id
    raise _gone()


def _held(pk: int) -> Person | None:
    return Person.objects.select_for_update(no_key=True).filter(pk=pk).first()


def _gone() -> MoveRefused:
    return MoveRefused(_("This person's record has changed in the meantime. Please try again."))
