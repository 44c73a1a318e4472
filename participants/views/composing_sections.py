"""Sections of a form: add, name, move, switch, remove. Permissions: see ``composer``."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.rules import RuleBroken
from participants.actions.composing_form import section_in
from participants.actions.keeping_sections import (
    add_section,
    move_section,
    name_section,
    place_section,
    remove_section,
    switch_section,
)
from participants.forms.texts import SectionForm
from participants.models import FormSection
from participants.questions.catalogue import SECTION_OF
from participants.questions.composed import form_of
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
def add(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    return _page(request, workshop, None)


@requires("workshop.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: SignedInRequest, workshop: Workshop, key: str) -> HttpResponse:
    try:
        found = section_in(form_of(workshop), key)
    except FormRefused as refused:
        if was_typed(request) and is_open(workshop):
            return _page(request, workshop, None, gone=refused.sentence)
        messages.error(request, refused.sentence)
        return back_to(workshop)
    return _page(request, workshop, found)


@requires("workshop.edit")
@require_POST
def move(request: SignedInRequest, workshop: Workshop, key: str) -> HttpResponse:
    """One place up or down, or to the place where somebody has dropped it."""

    def act() -> None:
        place = place_in(request.POST)
        if place is None:
            move_section(workshop=workshop, key=key, step=step_in(request.POST), by=request.user)
        else:
            place_section(workshop=workshop, key=key, place=place, by=request.user)

    return press(request, act, workshop, done="", at=f"section-{key}")


@requires("workshop.edit")
@require_POST
def switch(request: SignedInRequest, workshop: Workshop, key: str) -> HttpResponse:
    is_on = request.POST.get("to") == "on"
    return press(
        request,
        lambda: switch_section(workshop=workshop, key=key, is_on=is_on, by=request.user),
        workshop,
        done=_("The section is asked.") if is_on else _("The section is not asked any more."),
        at=f"section-{key}",
    )


@requires("workshop.edit")
@require_POST
def remove(request: SignedInRequest, workshop: Workshop, key: str) -> HttpResponse:
    """Only an empty section goes, so nothing that people have answered goes with it."""
    return press(
        request,
        lambda: remove_section(workshop=workshop, key=key, by=request.user),
        workshop,
        done=_("The section was removed."),
    )


def _page(
    request: SignedInRequest, workshop: Workshop, found: FormSection | None, *, gone: str = ""
) -> HttpResponse:
    """``gone`` says that somebody else has removed it: what was typed can be saved as a new one."""
    usual = str(SECTION_OF[found.key].title) if found and found.is_built_in else ""
    texts = found.title if found else {}
    form = SectionForm(
        request.POST if request.method == "POST" else None,
        usual=usual,
        initial={f"title_{code}": text for code, text in texts.items()},
    )
    newer, seen = None, seen_by(request, found)
    if gone:
        form.add_error(None, gone)
        form.add_error(None, _("What you wrote is below. Save it to add it as a new section."))
    elif form.is_valid():
        try:
            if found:
                saved = name_section(
                    workshop=workshop,
                    key=found.key,
                    title=form.title,
                    by=request.user,
                    seen=marks_in(request.POST),
                )
            else:
                saved = add_section(workshop=workshop, title=form.title, by=request.user)
        except FormChanged as changed:
            form.add_error(None, changed.sentence)
            if found:
                now = section_in(form_of(workshop), found.key)
                newer, seen = newer_of(form, now, changed)
        except RuleBroken as refused:
            names = list(form.fields)
            form.add_error(names[0] if refused.field == "title" else None, refused.sentence)
        else:
            messages.success(request, _("The section was saved."))
            return back_to(workshop, f"section-{saved.key}")
    context = {
        "workshop": workshop,
        "form": form,
        "section": found,
        "is_gone": bool(gone),
        "newer": newer,
        "seen": seen,
    }
    status = 422 if form.errors else 200
    return render(request, "participants/composer_section.html", context, status=status)
