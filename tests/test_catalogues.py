"""English is the source; French and Russian say everything it says."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["fr", "ru"]


@pytest.fixture(scope="module")
def fresh_catalogues(tmp_path_factory):
    """The catalogues as ``make messages`` would leave them, made from a copy of the source."""
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed")
    copy = tmp_path_factory.mktemp("source")
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    for name in tracked:
        wanted = name.endswith((".py", ".html", ".txt", ".po")) and "/vendor/" not in name
        if wanted and (ROOT / name).is_file() and not name.startswith("tests/"):
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    subprocess.run(
        [
            sys.executable, "manage.py", "makemessages", "-l", "fr", "-l", "ru",
            "--no-location", "--no-wrap",
        ],
        cwd=copy, check=True, capture_output=True, timeout=240,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(copy / "var"),
        },
    )  # fmt: skip
    return copy / "locale"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_or_fuzzy(language, fresh_catalogues):
    path = fresh_catalogues / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)

    missing = [
        message.id
        for message in catalogue
        if message.id
        and not (all(message.string) if isinstance(message.string, tuple) else message.string)
    ]
    fuzzy = [message.id for message in catalogue if message.id and message.fuzzy]

    assert (len(missing), missing[:10], fuzzy[:10]) == (0, [], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language):
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)

    problems = [
        (message.id, str(error)) for message, errors in catalogue.check() for error in errors
    ]

    assert problems == []


def test_nothing_is_translated_inside_an_f_string():
    """xgettext does not look there, and no catalogue would ever hold the sentence."""
    marks = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "npgettext"}
    apps = [path.parent for path in ROOT.glob("*/apps.py")]

    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for app in apps
        for path in app.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text()))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in marks
    ]

    assert len(apps) > 5
    assert hidden == []


def test_french_signs_stay_with_their_word():
    """Imprimerie nationale, Lexique des règles typographiques: a space that does not break."""
    with (ROOT / "locale/fr/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="fr")

    said = [
        text
        for message in catalogue
        for text in ([message.string] if isinstance(message.string, str) else message.string)
        if message.id
    ]
    assert [text for text in said if re.search(r" [:;!?»](\s|$)|« ", text)] == []
