"""States by their ISO 3166-1 alpha-2 code, named in the reader's language by Unicode CLDR."""

from functools import cache

from babel import Locale

from common.collation import collation_key

#: Participating States of the OSCE, the usual guests; any other code of CLDR is accepted too.
OSCE_STATES = (  # noqa: SIM905
    "AD AL AM AT AZ BA BE BG BY CA CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT KG KZ LI "
    "LT LU LV MC MD ME MK MN MT NL NO PL PT RO RS RU SE SI SK SM TJ TM TR UA US UZ VA"
).split()


@cache
def _names(language: str) -> dict[str, str]:
    territories = Locale.parse(language.replace("-", "_")).territories
    return {code: name for code, name in territories.items() if len(code) == 2 and code.isalpha()}


def country_name(code: str, language: str) -> str:
    """The short name of ``code`` in ``language``; the code itself when CLDR has no name."""
    return _names(language).get(code, code)


def country_choices(language: str) -> list[tuple[str, str]]:
    """All codes with their names, in the order of ``language``'s names."""
    named = [(code, name) for code, name in _names(language).items() if code not in _NOT_STATES]
    return sorted(named, key=lambda pair: collation_key(pair[1]))


# Codes that CLDR names but that are no states or territories of their own.
_NOT_STATES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
