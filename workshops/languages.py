"""Languages that are spoken at workshops, named in the reader's language by Unicode CLDR."""

from collections.abc import Iterable
from functools import cache

from babel import Locale

from common.collation import dictionary_key

#: The six of the OSCE first, then those of its region and other languages of the United Nations.
OFFICIAL = ("en", "fr", "de", "it", "ru", "es")
OTHERS = (  # noqa: SIM905
    "ar az be bg bs ca cs da el et fi ga he hr hu hy is ka kk ky lt lv mk mn mt nb nl "
    "pl pt ro sk sl sq sr sv tg tk tr uk uz zh"
).split()


@cache
def _names(language: str) -> dict[str, str]:
    return dict(Locale.parse(language.replace("-", "_")).languages)


def language_name(code: str, language: str) -> str:
    """``code`` in the words of ``language``, as a list entry begins: with a capital letter."""
    name = _names(language).get(code, code)
    return name[:1].upper() + name[1:]


def languages_in_words(codes: Iterable[str], language: str) -> str:
    """ "English, Russian", «английский, русский»: within a sentence, in the order of ``codes``."""
    names = _names(language)
    return ", ".join(names.get(code, code) for code in codes)


def language_choices(language: str, kept: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The official ones in their order, then the others by name; ``kept`` codes never drop out."""
    others = {*OTHERS, *kept} - set(OFFICIAL)
    named = [(code, language_name(code, language)) for code in others]
    return [
        *((code, language_name(code, language)) for code in OFFICIAL),
        *sorted(named, key=lambda pair: dictionary_key(pair[1])),
    ]
