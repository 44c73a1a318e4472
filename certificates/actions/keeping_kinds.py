"""Say which kinds of certificates a workshop gives, and by which numbers."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from certificates.models import GivenKind
from workshops.models import Workshop


@transaction.atomic
def keep_kinds(*, kinds: Iterable[GivenKind], by: User | None) -> None:
    """Write the kinds as they stand. Certificates that were issued keep their kind and words.

    One that is given no more can be given again; none is removed, since sheets may bear it."""
    for kind in kinds:
        facts = {
            "is_given": kind.is_given,
            "share": kind.share,
            "pass_mark": kind.pass_mark,
        }
        if kind.standard:
            # Its row may not be there yet, and two organisers may press at once.
            GivenKind.objects.update_or_create(
                workshop=kind.workshop, standard=kind.standard, defaults=facts
            )
        else:
            GivenKind.objects.filter(pk=kind.pk).update(**facts)


def add_own_kind(
    *, workshop: Workshop, rule: str, words: dict[str, dict[str, str]], by: User | None
) -> GivenKind:
    """A kind of the workshop's own; ``words`` by language: heading and phrase."""
    return GivenKind.objects.create(workshop=workshop, own_rule=rule, words=words)


def reword_own_kind(
    *, kind: GivenKind, rule: str, words: dict[str, dict[str, str]], by: User | None
) -> None:
    """What is issued from now on says the new words."""
    kind.own_rule, kind.words = rule, words
    kind.save(update_fields=["own_rule", "words"])
