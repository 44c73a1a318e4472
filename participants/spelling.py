"""One key for the many Latin and Cyrillic spellings of a name: Natalia, Nataliia, Наталія."""

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
_RULES = (
    (re.compile("shch|sch|tsch"), "sh"),
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
    text = "".join(_LETTERS.get(letter, letter) for letter in word.casefold())
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    return text
