"""One key for the many spellings of a name: Natalia, Nataliia, Наталія; Giorgi and გიორგი.

Cyrillic, Georgian, Armenian and Greek are read as passports and newspapers usually spell them.
"""

import re
import unicodedata

_LETTERS = dict(
    zip(
        "абвгґдезийклмнопрстуфхыэіўәөүң",
        "a b v g g d e z i i k l m n o p r s t u f g i e i u a o u n".split(),  # noqa: SIM905
        strict=True,
    )
) | {
    "ё": "e", "є": "ie", "ж": "zh", "ї": "i", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ь": "", "ю": "iu", "я": "ia", "’": "", "'": "", "ʼ": "", "ø": "o", "ł": "l",
    "ß": "ss", "æ": "ae", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a",
}  # fmt: skip
_GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh k sh ch ts dz ts ch kh j h".split(),  # noqa: SIM905
        strict=True,
    )
)
_ARMENIAN = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
        "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f".split(),  # noqa: SIM905, E501
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),  # noqa: SIM905
        strict=True,
    )
)
_OTHER_SCRIPTS = _GEORGIAN | _ARMENIAN | _GREEK
# Two letters for one sound, and letters that sound otherwise at the beginning of a word.
_PAIRS = (
    (re.compile("ու"), "u"),
    (re.compile("^ո"), "vo"),
    (re.compile("^ե"), "ye"),
    (re.compile("և"), "ev"),
    (re.compile("ου"), "u"),
    (re.compile("(?<=[αε])υ"), "v"),
    (re.compile("^μπ"), "b"),
    (re.compile("^ντ"), "d"),
    (re.compile("^γκ"), "g"),
    (re.compile("γ(?=[γχ])"), "n"),
)
_RULES = (
    (re.compile("shch|sch|tsch"), "sh"),
    (re.compile("ph"), "f"),
    (re.compile("dzh|dj"), "j"),
    (re.compile("q"), "k"),
    (re.compile("kh"), "g"),
    (re.compile("(?<![sczt])h"), "g"),
    (re.compile("tz|ts|cz"), "c"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("[yj]"), "i"),
    (re.compile("ou"), "u"),
    (re.compile("ck"), "k"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("i(?=[aeou])"), ""),
    (re.compile("(?<=[aeou])i$"), "i"),
    (re.compile("ei$|oi$"), "i"),
)


def name_key(name: str) -> str:
    """Equal for the spellings of one name, in whatever order its parts stand.

    Coarse on purpose: it proposes, and a person decides."""
    return " ".join(sorted(filter(None, (_part(part) for part in re.split(r"[\s\-,.]+", name)))))


def _part(word: str) -> str:
    # Composed letters first: й is no и with a mark on it, but ά is an α with one.
    text = "".join(_LETTERS.get(letter, letter) for letter in word.casefold())
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    if not text.isascii():
        for pattern, instead in _PAIRS:
            text = pattern.sub(instead, text)
        text = "".join(_OTHER_SCRIPTS.get(letter, letter) for letter in text)
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text
