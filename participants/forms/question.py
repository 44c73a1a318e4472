"""What an organiser says about one question of the form."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from common.dates import date_range
from participants.forms.texts import LONGEST, page_languages, text_of
from participants.models import FormSection, Question
from participants.questions.choices import choices_of
from participants.questions.composed import ComposedForm
from participants.questions.kinds import BY_VALUE, WITH_OPTIONS, Audience, Home, Kind, Stage
from participants.questions.retention import ends_on

#: What each kind is for, in plain words; the photograph for the badge is a question of its own.
KINDS = {
    Kind.TEXT: gettext_lazy("a short answer, as a job title"),
    Kind.LONG_TEXT: gettext_lazy("a paragraph or a list"),
    Kind.CHOICE: gettext_lazy("one answer of your list"),
    Kind.CHOICES: gettext_lazy("as many answers of your list as apply"),
    Kind.CONSENT: gettext_lazy("a box to tick, for yes"),
    Kind.NUMBER: gettext_lazy("how many"),
    Kind.DATE: gettext_lazy("a day, picked from a calendar"),
    Kind.COUNTRY: gettext_lazy("from the list of all states"),
    Kind.PHONE: gettext_lazy("with the country’s code"),
    Kind.EMAIL: gettext_lazy("checked for its form"),
    Kind.FILE: gettext_lazy("a document or a picture, kept private"),
}
_EXAMPLES = (2, 12, 26, 52)  # weeks
#: Another question has other answers; without script a button asks for them.
_ASKS_FOR_VALUES = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-vals": '{"show-values": "1"}',
    "hx-target": "#condition",
    "hx-select": "#condition",
    "hx-swap": "outerHTML show:none",
}


class QuestionForm(forms.Form):
    """One question in all its languages; ``facts`` are what the actions take.

    Of a built-in question the catalogue gives kind and options; one that no registration can do
    without can only be worded. ``is_draft`` checks nothing: a button of the page was pressed that
    only shows more of it.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        form: ComposedForm,
        section: FormSection,
        question: Question | None = None,
        is_draft: bool = False,
    ) -> None:
        self.composed, self.question, self.is_draft = form, question, is_draft
        self.subject = question or Question(workshop=form.workshop, section=section)
        self.parent = _parent(form, data, self.subject)
        self.has_new_parent = False
        if data is not None and data.get("condition_of", "") != self.parent_key:
            self.has_new_parent = self.parent is not None and self.parent.kind in BY_VALUE
            data = data.copy()
            data.setlist("depends_values", [])
        super().__init__(data, initial=_initial(self.subject))
        self._add_words()
        if not self.subject.is_built_in:
            self._add_kind()
        if not self.subject.is_locked:
            self._add_rules()
            self._add_condition()
            if self.subject.home in (Home.ANSWER, Home.REGISTRATION, Home.PHOTOGRAPH):
                self._add_period()
        self.fields["section"] = forms.ChoiceField(
            label=_("Section of the form"), choices=[(s.key, str(s)) for s in form.sections]
        )

    @property
    def parent_key(self) -> str:
        return self.parent.key if self.parent else ""

    def full_clean(self) -> None:
        if not self.is_draft:
            super().full_clean()
            return
        self._errors = forms.utils.ErrorDict()
        self.cleaned_data = {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.has_new_parent and not cleaned.get("depends_values"):
            self.add_error(
                "depends_values",
                _("Tick the answers with which it is shown; tick none if any answer will do."),
            )
        return cleaned

    @property
    def offers_options(self) -> bool:
        return self.cleaned_data["kind"] in WITH_OPTIONS

    @property
    def facts(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        words = {name: text_of(cleaned, name) for name in ("wording", "help", "purpose")}
        plain = {name: cleaned[name] for name in _PLAIN if name in self.fields}
        return words | plain

    @property
    def languages(self) -> list[tuple[str, str, list[forms.BoundField], bool]]:
        """(code, name, fields, whether something stands there) of each language."""
        parts = []
        for code, name in page_languages():
            bound = [self[f"{part}_{code}"] for part in ("wording", "help", "purpose")]
            is_used = any(field.value() or field.errors for field in bound)
            parts.append((code, name, bound, is_used))
        return parts

    def refuse(self, sentence: str, field: str) -> None:
        """Put a rule's sentence beside the field it names; words are one field per language."""
        if f"{field}_{page_languages()[0][0]}" in self.fields:
            field = f"{field}_{page_languages()[0][0]}"
        self.add_error(field if field in self.fields else None, sentence)

    def show_what_is_needed(self) -> None:
        """Let a checked form mark as optional only what may be left out in all languages."""
        if not self.subject.is_built_in:
            self.fields[f"wording_{page_languages()[0][0]}"].required = True

    def _add_words(self) -> None:
        built_in = self.subject.built_in
        for code, _name in page_languages():
            for name, label, rows in (
                ("wording", _("Question"), 0),
                ("help", _("Help below the question"), 2),
                ("purpose", _("Why it is asked"), 2),
            ):
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=label,
                    max_length=LONGEST,
                    required=False,
                    widget=forms.Textarea({"rows": rows}) if rows else forms.TextInput(),
                    help_text=_usual(getattr(built_in, name), code) if built_in else "",
                )
        if not built_in:
            code = page_languages()[0][0]
            self.fields[f"purpose_{code}"].help_text = _(
                "Participants read it beside the question; people answer more readily."
            )

    def _add_kind(self) -> None:
        kinds = list(KINDS)
        if self.subject.kind not in KINDS:
            kinds.insert(0, Kind(self.subject.kind))
        self.fields["kind"] = forms.ChoiceField(
            label=_("What kind of answer"),
            choices=[(kind.value, _described(kind)) for kind in kinds],
            widget=forms.RadioSelect,
        )

    def _add_rules(self) -> None:
        self.fields["is_required"] = forms.BooleanField(
            label=_("It must be answered"), required=False
        )
        self.fields["stage"] = forms.ChoiceField(
            label=_("When it is asked"), choices=Stage.choices, widget=forms.RadioSelect
        )
        self.fields["audience"] = forms.ChoiceField(
            label=_("Of whom it is asked"), choices=Audience.choices
        )
        self.fields["is_for_staff"] = forms.BooleanField(
            label=_("Only the organisers see it and fill it in"), required=False
        )
        self.fields["is_critical"] = forms.BooleanField(
            label=_("It decides about the person"),
            required=False,
            help_text=_("A change after approval is fixed or has to be approved again."),
        )

    def _add_condition(self) -> None:
        self.fields["depends_on"] = forms.ChoiceField(
            label=_("Show it only after an answer to"),
            required=False,
            choices=[("", _("Always shown")), *self._possible_parents()],
            widget=forms.Select(_ASKS_FOR_VALUES),
        )
        if self.parent is not None and self.parent.kind in BY_VALUE:
            self.fields["depends_values"] = forms.MultipleChoiceField(
                label=_("… and only when the answer is"),
                required=False,
                choices=choices_of(self.parent, get_language() or "en"),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Tick none: any answer will do."),
            )

    def _possible_parents(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """All other questions by section, without those that hang on this one."""
        groups = []
        for section in self.composed.sections:
            questions = [
                (question.key, question.words)
                for question in self.composed.of(section)
                if not _hangs_on(question, self.subject)
            ]
            if questions:
                groups.append((str(section), questions))
        return groups

    def _add_period(self) -> None:
        workshop = self.composed.workshop
        examples = "; ".join(
            _("%(weeks)d weeks end on %(day)s") % {"weeks": weeks, "day": date_range(day)}
            for weeks in sorted({*_EXAMPLES, self.subject.retention_weeks or 2})
            if (day := ends_on(workshop, weeks))
        )
        self.fields["retention_weeks"] = forms.IntegerField(
            label=_("Weeks after the workshop until the answers are erased"),
            required=False,
            min_value=0,
            help_text=_("Empty: kept as long as the registration. %s.") % examples,
        )


_PLAIN = (  # noqa: SIM905
    "kind is_required is_critical is_for_staff audience stage depends_on depends_values "
    "retention_weeks"
).split()


def _initial(question: Question) -> dict[str, Any]:
    words = {
        f"{name}_{code}": getattr(question, name).get(code, "")
        for name in ("wording", "help", "purpose")
        for code, _name in page_languages()
    }
    plain = {name: getattr(question, name) for name in _PLAIN if name != "depends_on"}
    parent = question.depends_on
    return (
        words
        | plain
        | {"depends_on": parent.key if parent else "", "section": question.section.key}
    )


def _parent(form: ComposedForm, data: Any, question: Question) -> Question | None:
    """The question that this one hangs on: as it was sent, else as it is."""
    if data is None:
        return question.depends_on
    found = form.by_key.get(data.get("depends_on", ""))
    return None if found is None or found.retired_at else found


def _hangs_on(question: Question | None, other: Question) -> bool:
    while question is not None:
        if question is other:
            return True
        question = question.depends_on
    return False


def _described(kind: Kind) -> SafeString:
    if kind not in KINDS:
        return format_html("{}", kind.label)
    return format_html('{} <span class="muted">– {}</span>', kind.label, KINDS[kind])


def _usual(words: Any, language: str) -> str:
    """What stands there as long as nothing else is written; from the catalogue, so it is ours."""
    with override(language):
        text = str(words)
    return _("Empty: “%s”") % text if text else ""
