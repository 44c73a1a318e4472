"""Which kinds of certificates a workshop gives."""

from collections.abc import Iterable

from certificates.models import GivenKind, Kind
from certificates.models.kind import OWN
from workshops.models import Workshop

_ORDER = {kind: place for place, kind in enumerate(Kind.values)}


def kinds_of(workshop: Workshop) -> list[GivenKind]:
    """The kinds that ``workshop`` gives: the common ones in their order, then its own. One query.

    Participation is given until the organisers say otherwise: there may be no row for it yet."""
    return [kind for kind in all_kinds_of(workshop) if kind.is_given]


def all_kinds_of(workshop: Workshop) -> list[GivenKind]:
    """Given or not: every common kind, and the own ones. One query."""
    rows = list(GivenKind.objects.filter(workshop=workshop))
    known = {kind.standard for kind in rows}
    missing = [
        GivenKind(workshop=workshop, standard=kind, is_given=kind == Kind.PARTICIPATION)
        for kind in Kind.values
        if kind not in known
    ]
    return sorted([*rows, *missing], key=_place)


def kind_of(workshop: Workshop, key: str) -> GivenKind | None:
    """The kind with this key, given or not: what was issued keeps its kind."""
    return kind_among(all_kinds_of(workshop), key)


def kind_among(kinds: Iterable[GivenKind], key: str) -> GivenKind | None:
    return next((kind for kind in kinds if kind.key == key), None)


def labels_of(workshop: Workshop) -> dict[str, str]:
    """The names of all kinds, by key."""
    return {kind.key: kind.label for kind in all_kinds_of(workshop)}


def is_own(key: str) -> bool:
    return key.startswith(OWN)


def _place(kind: GivenKind) -> tuple[int, int]:
    return _ORDER.get(kind.standard, len(_ORDER)), kind.pk or 0
