"""States by their ISO 3166-1 alpha-2 code: how lists name and order them, and who belongs where.

Names come from Unicode CLDR (through babel), corrected by ``workshops.official_names`` where the
organisations write otherwise. The lists of states are those of the OSCE (57 participating States,
11 Partners for Co-operation), the European Union (27) and the United Nations (193 Member States),
as they stand today: invitations go out today, also for a workshop that is recorded afterwards.
"""

from dataclasses import dataclass
from functools import cache

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.collation import dictionary_key
from workshops.official_names import OFFICIAL_NAMES, ORGANISATIONS, SORTED_AS

#: Participating States of the OSCE, the usual guests; any other code of CLDR is accepted too.
OSCE_STATES = (  # noqa: SIM905
    "AD AL AM AT AZ BA BE BG BY CA CH CY CZ DE DK EE ES FI FR GB GE GR HR HU IE IS IT KG KZ LI "
    "LT LU LV MC MD ME MK MN MT NL NO PL PT RO RS RU SE SI SK SM TJ TM TR UA US UZ VA"
).split()
#: Mediterranean and Asian Partners for Co-operation of the OSCE.
OSCE_PARTNERS = "AF AU DZ EG IL JO JP KR MA TH TN".split()  # noqa: SIM905
EU_STATES = (  # noqa: SIM905
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
).split()
UN_STATES = (  # noqa: SIM905
    "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD "
    "CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA "
    "GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI "
    "KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU "
    "MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA "
    "SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA "
    "UG US UY UZ VC VE VN VU WS YE ZA ZM ZW"
).split()


@dataclass(frozen=True)
class StateList:
    """A list of states that may be invited in one go."""

    code: str
    label: str | Promise
    states: tuple[str, ...]


STATE_LISTS = (
    StateList("osce", _("OSCE participating States"), tuple(OSCE_STATES)),
    StateList("partners", _("OSCE Partners for Co-operation"), tuple(OSCE_PARTNERS)),
    StateList("eu", _("Member States of the European Union"), tuple(EU_STATES)),
    StateList("un", _("Member States of the United Nations"), tuple(UN_STATES)),
)

# Where the three official languages stand in the tables of official_names.
_PLACES = {"en": 0, "fr": 1, "ru": 2}


@cache
def _usual_names(language: str) -> dict[str, str]:
    """What CLDR says."""
    territories = Locale.parse(language.replace("-", "_")).territories
    return {code: name for code, name in territories.items() if len(code) == 2 and code.isalpha()}


@cache
def _names(language: str) -> dict[str, str]:
    names = _usual_names(language)
    official = {code: _in(language, entry) for code, entry in OFFICIAL_NAMES.items()}
    return names | {code: name for code, name in official.items() if name}


def country_name(code: str, language: str) -> str:
    """The short name of ``code`` in ``language``; the code itself when nobody has a name."""
    return _names(language).get(code, code)


def country_names(code: str, language: str) -> set[str]:
    """What a list may call the state: officially, usually, or by the word that names it."""
    word = _in(language, SORTED_AS[code]) if code in SORTED_AS else ""
    return {country_name(code, language), _usual_names(language).get(code, ""), word} - {""}


def country_sort_key(code: str, language: str) -> str:
    """By what lists in ``language`` order the state: protocol looks at the word that names it."""
    word = _in(language, SORTED_AS[code]) if code in SORTED_AS else ""
    return dictionary_key(word or country_name(code, language))


def country_choices(language: str) -> list[tuple[str, str]]:
    """All codes with their names, in the order of ``language``'s lists."""
    named = [(code, name) for code, name in _names(language).items() if code not in _NOT_STATES]
    return sorted(named, key=lambda pair: country_sort_key(pair[0], language))


def organisation_name(name: str, language: str) -> str:
    """A known international organisation in ``language``; any other keeps the name it was given."""
    return _in(language, _organisations().get(name, ())) or name


def organisation_choices(language: str) -> list[tuple[str, str]]:
    """Known organisations by their English name, which is what is stored, with their own one."""
    named = [(entry[0], organisation_name(entry[0], language)) for entry in ORGANISATIONS]
    return sorted(named, key=lambda pair: dictionary_key(pair[1]))


@cache
def _organisations() -> dict[str, tuple[str, ...]]:
    return {entry[0]: entry for entry in ORGANISATIONS}


def _in(language: str, entry: tuple[str, ...]) -> str:
    place = _PLACES.get(language.split("-")[0].split("_")[0], -1)
    return entry[place] if 0 <= place < len(entry) else ""


# Codes that CLDR names but that are no states or territories of their own.
_NOT_STATES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
