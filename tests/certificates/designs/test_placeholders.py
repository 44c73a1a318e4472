"""A closed list of names, and nothing of a template language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.designs.blocks import BLOCKS, HEADING, STATEMENT
from certificates.designs.placeholders import ALL, SHARED, UnknownPlaceholder, check, fill

#: Texts that look like templates more often than chance would have it.
TEMPLATE_LIKE = st.lists(
    st.sampled_from(
        ["{{", "}}", "{%", "%}", "{", "}", " ", "|", ".", "__class__", "load", "é", "\n", *ALL]
    ),
    max_size=12,
).map("".join)


@given(TEMPLATE_LIKE)
def test_what_is_accepted_fills_without_a_brace_left(text):
    try:
        check(text, allowed=ALL)
    except UnknownPlaceholder:
        return

    filled = fill(text, dict.fromkeys(ALL, "x"))

    assert "{" not in filled and "}" not in filled


@pytest.mark.parametrize(
    "text",
    [
        "{% load static %}",
        "{% debug %}",
        "{{ participant.name.__class__ }}",
        "{{ participant.registration.email }}",
        "{{ participant.name|safe }}",
        "{{ settings.SECRET_KEY }}",
        "{{}}",
        "{workshop.title}",
        "{{ workshop.title }",
        "{{{ workshop.title }}}",
    ],
)
def test_everything_else_in_braces_is_refused(text):
    with pytest.raises(UnknownPlaceholder):
        check(text, allowed=ALL)


def test_refusal_tells_the_nearest_name():
    with pytest.raises(UnknownPlaceholder) as refused:
        check("of {{ workshop.titel }}", allowed=ALL)

    assert str(refused.value) == (
        "There is no placeholder {{ workshop.titel }}. Did you mean {{ workshop.title }}?"
    )


def test_personal_name_is_refused_where_all_sheets_share_the_text():
    with pytest.raises(UnknownPlaceholder, match="differs from person to person"):
        check("For {{ participant.name }}", allowed=HEADING.allowed)
    check("For {{ participant.name }}", allowed=STATEMENT.allowed)


def test_braces_inside_of_a_value_are_not_looked_at_again():
    values = {"participant.name": "{{ hours }}", "hours": "3 hours"}

    assert fill("{{participant.name}}, {{ hours }}", values) == "{{ hours }}, 3 hours"


def test_every_block_allows_what_is_shared():
    assert all(SHARED.keys() <= block.allowed.keys() for block in BLOCKS)
