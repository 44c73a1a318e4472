"""Passports and dates of birth, answered as a form would."""

from participants.actions.answering import lock_answers, write_answers
from participants.actions.keeping_questions import switch_on


def give_documents(registration, *, passport="", born="", remove=()):
    """Ask for both in the workshop, and write what is given; ``remove``: keys to take back."""
    for key in ("birth_date", "passport_number"):
        switch_on(workshop=registration.workshop, key=key, by=None)
    values = {"passport_number": passport, "birth_date": born}
    write_answers(
        sheet=lock_answers(registration),
        values={key: value for key, value in values.items() if value} | dict.fromkeys(remove),
        actor="user",
    )
