import pytest

from participants.actions.keeping_questions import add_question


@pytest.fixture
def ask(workshop):
    """Add an own question to the form of ``workshop``."""

    def add(wording="Have you worked with the guidebook?", *, section="training", **facts):
        facts = {"wording": wording if isinstance(wording, dict) else {"en": wording}, **facts}
        return add_question(workshop=workshop, section=section, facts=facts, by=None)

    return add


def options(**words):
    """Options by their codes: ``options(a="By train")``."""
    return [{"code": code, "wording": {"en": text}} for code, text in words.items()]
