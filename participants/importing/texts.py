"""Text files say nothing about their encoding and their separators: both are guessed, sensibly."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

ENCODINGS = (
    "utf-8", "utf-16", "windows-1251", "windows-1252", "windows-1250", "windows-1254",
    "iso-8859-1", "iso-8859-2", "iso-8859-5", "iso-8859-9", "koi8-u",
)  # fmt: skip
_CYRILLIC = ("cp1251", "koi8-u", "iso8859-5")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")
_SAMPLE = 60
SEPARATORS = "\t;,|"
_WELL_KNOWN = {"cp1251": "windows-1251", "cp1252": "windows-1252", "cp1250": "windows-1250",
               "cp1254": "windows-1254", "iso8859-5": "iso-8859-5"}  # fmt: skip


def decode(content: bytes, encoding: str = "") -> tuple[str, str]:
    """The text and the name of its encoding; never fails, since a list can be corrected."""
    for mark, codec, name in _BOMS:
        if content.startswith(mark):
            return content.decode(codec, "replace"), name
    if encoding in ENCODINGS:
        return content.decode(encoding, "replace"), encoding
    even, odd = (sum(byte in (0, 4) for byte in content[at:4000:2]) for at in (0, 1))
    if max(even, odd) * 5 > len(content[:4000]) * 2:  # Latin and Cyrillic share few high halves
        codec = "utf-16-le" if odd >= even else "utf-16-be"
        return content.decode(codec, "replace"), "utf-16"
    try:
        return content.decode(), "utf-8"
    except UnicodeDecodeError:
        codec = _guessed(content)
    return content.decode(codec, "replace"), _WELL_KNOWN.get(codec, codec)


def _guessed(content: bytes) -> str:
    """Cyrillic words are all high bytes; in Latin ones a few stand among many low ones."""
    found = (word[0] for word in _WORD.finditer(content))
    words = b"".join(word for word in found if not word.isascii())
    high = sum(byte >= 0x80 for byte in words)
    if (len(words) - high) * 3 < high:
        return max(_CYRILLIC, key=lambda codec: _cyrillic(content.decode(codec, "replace")))
    western = content.decode("cp1252", "replace")
    if any(letter in western for letter in "þðÞÐ") and "³" not in western:
        return "cp1254"  # ş, ğ, İ, ı of Turkish; Icelandic names are rarer at our workshops
    if any(sign in western for sign in "³¹¿£¥œ¯\ufffd"):
        return "cp1250"
    return "cp1252"


def _cyrillic(text: str) -> int:
    """Words are small letters after at most one capital, and some letters are frequent."""
    points = 0
    before = " "
    for letter in text:
        if letter in "оеаинтсрвлкіяо":
            points += 2
        if "а" <= letter <= "я" or letter in "іїєґё":
            points += 1
            if before.isupper() or before == " ":
                points += 1
        elif "А" <= letter <= "Я" or letter in "ІЇЄҐЁ":
            points -= 2 if before.islower() else 0
        elif letter > "\x7f":
            points -= 2
        before = letter
    return points


def split(text: str, separator: str = "") -> Iterator[tuple[int, list[str]]]:
    """Rows with their line numbers, by ``separator``, or the one that cuts most lines alike.

    Line by line, since the lines of a long text would take many times its room."""
    asked = separator
    beginning = list(islice(_lines(text), _SAMPLE))
    first = 1
    if beginning and beginning[0].lower().startswith("sep=") and len(beginning[0]) == 5:
        separator, first = beginning[0][4], 2
    else:
        separator = _separator(beginning)
    separator = asked or separator
    done = 0  # lines that are given away already
    reader = csv.reader(
        (f"{line}\n" for line in islice(_lines(text), first - 1, None)), delimiter=separator
    )
    try:
        for cells in reader:
            done = reader.line_num
            yield first + done - 1, cells
    except csv.Error:
        at = first - 1 + done
        for number, line in enumerate(islice(_lines(text), at, None), start=at + 1):
            yield number, line.split(separator)


def _lines(text: str) -> Iterator[str]:
    for found in _LINE.finditer(text):
        if found[0]:  # an empty match is only the end
            yield found[1]


def _separator(lines: list[str]) -> str:
    sample = [line for line in lines if line.strip()]

    def points(separator: str) -> tuple[int, int]:
        counts = Counter(
            len(row) for row in csv.reader(sample, delimiter=separator) if len(row) > 1
        )
        if not counts:
            return 0, 0
        width, times = counts.most_common(1)[0]
        return times, width

    try:
        return max(SEPARATORS, key=points)
    except csv.Error:
        return ";"
