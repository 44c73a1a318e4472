"""What an organiser should know about a question of the form, in sentences. Nothing is refused."""

from django.conf import settings
from django.utils.translation import gettext as _

from participants.models import Question
from participants.questions.choices import choices_of
from participants.questions.composed import ComposedForm
from participants.questions.kinds import WITH_OPTIONS, Audience, Home, Stage
from workshops.languages import languages_in_words

_SHOWN = 2  # languages named in one sentence


def remarks_on(question: Question, form: ComposedForm, language: str) -> list[str]:
    """Why the question may not be answered as its organiser means it; empty when all is well."""
    remarks = []
    if not question.section.is_on:
        remarks.append(_("Nobody is asked this: its section is switched off."))
    if question.depends_on is not None:
        remarks += _on_condition(question, question.depends_on, form, language)
    if not question.is_built_in:
        remarks += _on_own_words(question, form, language)
    return remarks


def _on_condition(
    question: Question, parent: Question, form: ComposedForm, language: str
) -> list[str]:
    words = {"question": parent.wording_in(language)}
    if parent not in form.asked:
        return [_("It is never shown: “%(question)s” is not asked.") % words]
    remarks = []
    if question.section.is_on and form.asked.index(parent) > form.asked.index(question):
        remarks.append(_("“%(question)s”, on which it depends, comes later in the form.") % words)
    if parent.stage == Stage.AFTER_APPROVAL and question.stage == Stage.REGISTRATION:
        remarks.append(
            _("“%(question)s”, on which it depends, is asked only after approval.") % words
        )
    if parent.audience not in (Audience.EVERYBODY, question.audience):
        remarks.append(_("“%(question)s”, on which it depends, is not asked of everybody.") % words)
    offered = {code for code, _words in choices_of(parent, language)}
    if question.depends_values and not offered & set(question.depends_values):
        remarks.append(_("It is never shown: “%(question)s” no longer offers that answer.") % words)
    return remarks


def _on_own_words(question: Question, form: ComposedForm, language: str) -> list[str]:
    remarks = []
    if not question.purpose_in(language) and not question.is_for_staff:
        remarks.append(_("Participants are not told why it is asked."))
    if question.retention_weeks is None and question.home == Home.ANSWER:
        remarks.append(_("Answers are kept as long as the registration: no period is set."))
    if missing := _languages_missing(question, form):
        names = languages_in_words(missing[:_SHOWN], language)
        remarks.append(_("Not worded in every language of the workshop: %s.") % names)
    return remarks


def _languages_missing(question: Question, form: ComposedForm) -> list[str]:
    """Languages of the workshop that the pages have and the question has not."""
    texts = [question.wording]
    if question.kind in WITH_OPTIONS:
        texts += [option["wording"] for option in question.options]
    wanted = set(form.workshop.working_languages)
    return [
        code
        for code, _name in settings.LANGUAGES
        if code in wanted and not all(text.get(code) for text in texts)
    ]
