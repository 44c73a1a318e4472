from decimal import Decimal

import pytest

from participants.models import Question, Registration
from participants.questions.answers import is_newer, mark
from participants.questions.asking import applies_to, is_shown, plain


def question(key="q1", **facts):
    return Question(key=key, **facts)


@pytest.mark.parametrize(
    ("audience", "facts", "applies"),
    [
        ("everybody", {"reserve_rank": 1}, True),
        ("heads", {"is_head": True}, True),
        ("heads", {}, False),
        ("members", {"delegation_id": 1}, True),
        ("members", {"delegation_id": 1, "is_head": True}, False),
        ("members", {}, False),
        ("seated", {}, True),
        ("seated", {"reserve_rank": 1}, False),
        ("reserves", {"reserve_rank": 1}, True),
        ("reserves", {}, False),
        ("individuals", {}, True),
        ("individuals", {"delegation_id": 1}, False),
    ],
)
def test_questions_are_asked_of_those_they_are_meant_for(audience, facts, applies):
    assert applies_to(question(audience=audience), Registration(**facts)) is applies


@pytest.mark.parametrize(
    ("state", "applies"), [("invited", False), ("submitted", False), ("approved", True)]
)
def test_second_step_begins_with_the_approval(state, applies):
    travel = question(stage="after-approval")

    assert applies_to(travel, Registration(state=state)) is applies


def test_participants_are_never_asked_what_is_for_staff():
    assert not applies_to(question(is_for_staff=True), Registration(state="approved"))


@pytest.mark.parametrize(
    ("values", "answer", "shown"),
    [
        ([], None, False),
        ([], "anything", True),
        (["yes"], "no", False),
        (["yes"], "yes", True),
        (["a", "b"], ["c", "b"], True),
        (["a", "b"], ["c"], False),
    ],
)
def test_condition_looks_at_the_other_answer(values, answer, shown):
    follow_up = question("q2", depends_on=question(), depends_values=values)

    assert is_shown(follow_up, {"q1": answer}) is shown


def test_what_hangs_on_a_hidden_question_is_hidden_with_it():
    first = question("q1")
    second = question("q2", depends_on=first, depends_values=["yes"])
    third = question("q3", depends_on=second)

    assert not is_shown(third, {"q1": "no", "q2": "left over from before"})
    assert is_shown(third, {"q1": "yes", "q2": "a word"})


@pytest.mark.parametrize("nothing", [None, "", False, []])
def test_not_answering_has_one_form(nothing):
    assert plain(nothing) is None
    assert mark(nothing) == mark(None)


def test_numbers_are_kept_as_numbers():
    assert [plain(Decimal("3.00")), plain(Decimal("2.5")), plain(0)] == [3, 2.5, 0]


def test_answer_is_newer_when_the_page_showed_another_one():
    seen = {"agency": mark("Police")}

    assert is_newer("agency", seen=seen, stored="Customs")
    assert not is_newer("agency", seen=seen, stored="Police")
    assert not is_newer("unit", seen=seen, stored="Customs")
    assert not is_newer("agency", seen=None, stored="Customs")
