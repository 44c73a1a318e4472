"""The registration form of the second workshop: composed, with own questions. All invented."""

from accounts.models import User
from participants.actions.keeping_questions import add_question, change_question, switch_on
from workshops.models import Workshop

_BUILT_IN = ("nationality", "passport_number", "visa_needed", "arrival_flight", "room")
_AFTER_APPROVAL = ("passport_number", "arrival_flight", "room")


def build(workshop: Workshop, *, by: User) -> None:
    """A list to choose from, a question that hangs on it, and others only after approval."""
    for key in _BUILT_IN:
        switch_on(workshop=workshop, key=key, by=by)
    for key in _AFTER_APPROVAL:
        facts = {"stage": "after-approval"}
        change_question(workshop=workshop, key=key, facts=facts, by=by)
    add_question(workshop=workshop, section="travel", facts=_CONSULATE, by=by)
    add_question(workshop=workshop, section="training", facts=_EXPERIENCE, by=by)
    add_question(workshop=workshop, section="needs", facts=_SPOUSE, by=by)


_CONSULATE = {
    "kind": "text",
    "wording": {
        "en": "At which consulate will you apply?",
        "fr": "Dans quel consulat ferez-vous la demande ?",
        "ru": "В каком консульстве вы подадите заявление?",
    },
    "purpose": {
        "en": "So that our letter of support reaches it.",
        "fr": "Pour que notre lettre de soutien lui parvienne.",
        "ru": "Чтобы туда пришло наше письмо поддержки.",
    },
    "depends_on": "visa_needed",
    "depends_values": ["yes", "unsure"],
    "retention_weeks": 12,
}
_EXPERIENCE = {
    "kind": "choice",
    "wording": {
        "en": "How well do you know intelligence-led policing?",
        "fr": "Connaissez-vous la police guidée par le renseignement ?",
        "ru": "Насколько вы знакомы с полицейской деятельностью на основе оперативных данных?",
    },
    "purpose": {
        "en": "To form groups for the exercise.",
        "fr": "Pour former les groupes de l’exercice.",
        "ru": "Чтобы составить группы для упражнения.",
    },
    "options": [
        {"code": "", "wording": {"en": "It is new to me", "fr": "C’est nouveau", "ru": "Впервые"}},
        {"code": "", "wording": {"en": "I use it", "fr": "Je l’applique", "ru": "Применяю"}},
        {"code": "", "wording": {"en": "I teach it", "fr": "Je l’enseigne", "ru": "Преподаю"}},
    ],
    "is_required": True,
    "retention_weeks": 26,
}
#: Left as a beginner would leave it, so that the page has something to remark.
_SPOUSE = {"kind": "consent", "wording": {"en": "I bring somebody with me at my own expense"}}
