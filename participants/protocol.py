"""The order of lists: delegations by their name in the reader's language, heads first."""

from collections.abc import Iterable

from common.collation import collation_key
from participants.countries import country_sort_key
from participants.models import Delegation, Registration


def in_protocol_order(delegations: Iterable[Delegation], language: str) -> list[Delegation]:
    """States first, then organisations, each alphabetically by the names of ``language``."""
    return sorted(
        delegations,
        key=lambda delegation: (
            not delegation.country,
            _order(delegation, language),
        ),
    )


def registrations_in_protocol_order(
    registrations: Iterable[Registration], language: str
) -> list[Registration]:
    """By delegation: the head, then by rank and family name; its reserves in their own order."""
    return sorted(registrations, key=lambda registration: _place(registration, language))


def _place(registration: Registration, language: str) -> tuple[object, ...]:
    delegation = registration.delegation
    return (
        delegation is None,
        delegation is not None and not delegation.country,
        _order(delegation, language) if delegation else "",
        registration.reserve_rank is not None,
        registration.reserve_rank or 0,
        not registration.is_head,
        registration.rank_order,
        *_names(registration),
        registration.pk or 0,
    )


def _order(delegation: Delegation, language: str) -> str:
    """States by the word that names them, and not by "Republic"; organisations by their name."""
    if delegation.country:
        return country_sort_key(delegation.country, language)
    return collation_key(delegation.name_in(language))


def _names(registration: Registration) -> tuple[object, object]:
    """By which a person is sorted; a protected one by the alias, for the place tells the name."""
    person = registration.person
    family_name = registration.alias if registration.is_protected else person.family_name
    given_names = "" if registration.is_protected else person.given_names
    return collation_key(family_name), collation_key(given_names)
