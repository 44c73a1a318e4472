"""Questions of a form: add, edit, move, ask, take out. Permissions: see ``composer``."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.rules import RuleBroken
from participants.actions.composing_form import question_in, section_in
from participants.actions.keeping_questions import (
    add_question,
    change_question,
    move_question,
    switch_on,
)
from participants.actions.placing_question import place_question, step_question
from participants.actions.taking_out_question import take_out_question
from participants.forms.options import MOST_ROWS, OptionRows
from participants.forms.question import QuestionForm
from participants.models import FormSection, Question
from participants.questions.composed import ComposedForm, form_of
from participants.rules import FormChanged, FormRefused
from participants.views.answering import marks_in
from participants.views.composer import (
    back_to,
    is_open,
    newer_of,
    place_in,
    press,
    seen_by,
    step_in,
    was_typed,
)
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("workshop.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, workshop: Workshop, key: str) -> HttpResponse:
    """An own question of the section of this key."""
    composed = form_of(workshop)
    try:
        _refuse_closed(workshop)
        section = section_in(composed, key)
    except FormRefused as refused:
        return _without(request, composed, refused)
    return _page(request, composed, section, None)


@requires("workshop.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedInRequest, workshop: Workshop, key: str) -> HttpResponse:
    composed = form_of(workshop)
    try:
        _refuse_closed(workshop)
        found = question_in(composed, key)
    except FormRefused as refused:
        return _without(request, composed, refused)
    return _page(request, composed, found.section, found)


@requires("workshop.edit")
@require_POST
def move(request: SignedInRequest, workshop: Workshop, key: str) -> HttpResponse:
    """One place up or down, or to the section and place where somebody has dropped it."""

    def act() -> None:
        place = place_in(request.POST)
        if place is None:
            step = step_in(request.POST)
            step_question(workshop=workshop, key=key, step=step, by=request.user)
        else:
            section = request.POST.get("section", "")
            place_question(
                workshop=workshop, key=key, section=section, place=place, by=request.user
            )

    return press(request, act, workshop, done="", at=f"question-{key}")


@requires("workshop.edit")
@require_POST
def ask(request: SignedInRequest, workshop: Workshop, key: str) -> HttpResponse:
    """A question of the catalogue that is off, or one that was asked before."""
    return press(
        request,
        lambda: switch_on(workshop=workshop, key=key, by=request.user),
        workshop,
        done=_("The question is asked now, as the last one of its section."),
        at=f"question-{key}",
    )


@requires("workshop.edit")
@require_POST
def take_out(request: SignedInRequest, workshop: Workshop, key: str) -> HttpResponse:
    may_retire = "workshop.delete" in request.workshop_permissions
    return press(
        request,
        lambda: take_out_question(
            workshop=workshop, key=key, may_retire=may_retire, by=request.user
        ),
        workshop,
        done=_("The question is not asked any more."),
    )


def _without(
    request: SignedInRequest, composed: ComposedForm, refused: FormRefused
) -> HttpResponse:
    """The question or its section is gone: what was typed stands in the form of a new question."""
    chosen = request.POST.get("section", "")
    sections = sorted(composed.sections, key=lambda section: section.key != chosen)
    if not sections or not was_typed(request) or not is_open(composed.workshop):
        messages.error(request, refused.sentence)
        return back_to(composed.workshop)
    return _page(request, composed, sections[0], None, gone=refused.sentence)


def _page(
    request: SignedInRequest,
    composed: ComposedForm,
    section: FormSection,
    found: Question | None,
    *,
    gone: str = "",
) -> HttpResponse:
    """The form of one question. Its small buttons only show more of it and save nothing.

    ``gone`` says what somebody else has removed meanwhile: then nothing is saved either."""
    workshop = composed.workshop
    typed = request.POST if request.method == "POST" else None
    options = OptionRows.of(found) if typed is None else OptionRows.typed(typed, found)
    is_draft = typed is not None and (options.press(typed) or "show-values" in typed)
    form = QuestionForm(typed, form=composed, section=section, question=found, is_draft=is_draft)
    refusal = ""
    newer, seen = None, seen_by(request, found)
    if gone:
        form.is_valid()
        form.add_error(None, gone)
        form.add_error(None, _("What you wrote is below. Save it to ask it as a new question."))
    elif not is_draft and form.is_valid():
        try:
            saved = _save(request, form, options, workshop, section, found)
        except FormChanged as changed:
            form.add_error(None, changed.sentence)
            newer, seen = newer_of(form, form_of(workshop).by_key[form.subject.key], changed)
        except RuleBroken as refused:
            form.refuse(refused.sentence, refused.field)
            refusal = refused.sentence if refused.field == "options" else ""
        else:
            messages.success(request, _("The question was saved."))
            return back_to(workshop, f"question-{saved.key}")
    status = 422 if form.errors else 200
    form.show_what_is_needed()
    context = {
        "workshop": workshop,
        "form": form,
        "question": found,
        "section": section,
        "is_gone": bool(gone),
        "options": options,
        "options_refusal": refusal,
        "may_add_rows": len(options.rows) < MOST_ROWS,
        "newer": newer,
        "seen": seen,
    }
    return render(request, "participants/composer_question.html", context, status=status)


@transaction.atomic
def _save(
    request: SignedInRequest,
    form: QuestionForm,
    options: OptionRows,
    workshop: Workshop,
    section: FormSection,
    found: Question | None,
) -> Question:
    """Words, rules and place together, or nothing of it."""
    facts = form.facts
    if "kind" in form.fields:
        facts["options"] = options.options if form.offers_options else []
    if "depends_on" in form.fields:
        facts.setdefault("depends_values", [])
    chosen = form.cleaned_data["section"]
    if found is None:
        return add_question(workshop=workshop, section=chosen, facts=facts, by=request.user)
    saved = change_question(
        workshop=workshop,
        key=found.key,
        facts=facts,
        by=request.user,
        seen=marks_in(request.POST),
    )
    if chosen != section.key:
        move_question(workshop=workshop, key=found.key, section=chosen, by=request.user)
    return saved


def _refuse_closed(workshop: Workshop) -> None:
    if not is_open(workshop):
        raise FormRefused(_("This workshop is archived: its records are closed."))
