"""Addresses in templates: a name that a block sets is gone after it, and leads nowhere."""

import re

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "templates"
EXTENDING = sorted(
    path.relative_to(FOLDER).as_posix()
    for path in FOLDER.rglob("*.html")
    if "{% extends" in path.read_text()
)
TOKEN = re.compile(r"{%-?\s*(?P<tag>\w+)(?P<rest>.*?)%}|{{(?P<variable>.*?)}}", re.DOTALL)
SETS = re.compile(r"\b(?:as|asvar)\s+(\w+)\s*$")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def lost_names(source):
    """Names that one block of ``source`` sets and another one uses."""
    blocks, known, used = [], {}, []
    for token in TOKEN.finditer(source):
        if token["tag"] == "block":
            blocks.append(token["rest"].split()[0])
            continue
        if token["tag"] == "endblock":
            blocks.pop()
            continue
        rest = QUOTED.sub("", token["rest"] or token["variable"] or "")
        if found := SETS.search(rest):
            known.setdefault(found[1], set()).add(tuple(blocks))
            rest = rest[: found.start()]
        used += [(name, tuple(blocks)) for name in re.findall(r"(?<![\w.])[a-z_]+", rest)]
    return sorted(
        {name for name, where in used if name in known and not _is_set(known[name], where)}
    )


def _is_set(homes, where):
    return any(home and where[: len(home)] == home for home in homes)


def test_finds_a_name_that_is_lost():
    source = """{% extends "b" %}{% block a %}{% url "x" as here_url %}{{ here_url }}{% endblock %}
        {% block b %}{% post_button "y" action=here_url %}{% endblock %}"""

    assert lost_names(source) == ["here_url"]


@pytest.mark.parametrize("name", EXTENDING)
def test_every_name_is_set_in_the_block_that_uses_it(name):
    assert lost_names((FOLDER / name).read_text()) == []
