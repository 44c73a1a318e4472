"""What a question offers to choose from, wherever its list comes from."""

from django.conf import settings

from participants.countries import country_choices
from participants.models import Person, Question
from participants.questions.kinds import Kind
from workshops.languages import language_name
from workshops.models import Workshop


def choices_of(question: Question, language: str) -> list[tuple[str, str]]:
    """(code, words) in ``language``; empty where the answer is not chosen from a list."""
    if question.kind == Kind.COUNTRY:
        return country_choices(language)
    if question.key == "gender":
        return [(code, str(words)) for code, words in Person.Gender.choices if code]
    if question.key == "working_language":
        spoken = languages_spoken_at(question.workshop)
        return [(code, language_name(code, language)) for code in spoken]
    if question.key == "certificate_language":
        return [(code, language_name(code, language)) for code, _name in settings.LANGUAGES]
    return question.options_in(language)


def languages_spoken_at(workshop: Workshop) -> list[str]:
    """Those of the workshop, once each; those of the pages where it names none."""
    spoken = [*workshop.working_languages, *workshop.interpretation_languages]
    return list(dict.fromkeys(spoken)) or [code for code, _name in settings.LANGUAGES]
