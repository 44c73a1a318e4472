"""One registration in the hands of staff: its facts, its history, and what can be done."""

import json
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from common.rules import RuleBroken
from participants.actions.changing_state import change_state
from participants.actions.ordering import mark_head
from participants.actions.protecting import look, protect, unprotect
from participants.actions.reminding_answers import remind_to_answer
from participants.actions.sending_links import send_registration_link
from participants.actions.substituting import substitute
from participants.actions.telling import tell_decision
from participants.actions.vetting import approve
from participants.forms.answers import StaffRegistrationForm
from participants.forms.people import NominationForm
from participants.forms.selection import NoteTextForm, TagForm
from participants.forms.staff import ProtectionForm, StateForm
from participants.models import FirstApproval, Registration
from participants.questions.answers import sheet_of, unanswered_in
from participants.questions.showing import changes_in_words, said_by_section
from participants.states import RegistrationState
from participants.views.answering import keep_corrections, no_longer_asked
from participants.views.answers import act_and_return, beside_field
from workshops.languages import language_name
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("registration.view")
@require_safe
def registration(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    return page_of(request, workshop, registration_of(workshop, pk))


@requires("registration.protected")
@require_POST
def reveal(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """Show the real name of a protected person, once, and note that it was shown."""
    found = registration_of(workshop, pk)
    if not found.is_protected:
        return redirect("participants:registration", workshop.slug, pk)
    look(registration=found, by=request.user)
    return page_of(request, workshop, found, is_revealed=True)


@requires("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = registration_of(workshop, pk)
    if found.is_protected:
        _require_sight(request, found)
    form = StaffRegistrationForm(request.POST or None, request.FILES or None, registration=found)
    if request.method == "POST" and form.is_valid():
        keep_corrections(form, request.POST, by=request.user)
        for told in no_longer_asked(form, request.POST).values():
            messages.warning(request, told)
        if not form.errors:
            messages.success(request, _("Saved."))
            return redirect("participants:registration", workshop.slug, pk)
        form.sheet = sheet_of(found, form.sheet.form)
    context = {
        "workshop": workshop,
        "registration": found,
        "form": form,
        "seen": json.dumps(form.marks),
    }
    status = 422 if form.errors else 200
    return render(request, "participants/edit_registration.html", context, status=status)


@requires("registration.decide")
@require_POST
def change(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = registration_of(workshop, pk)
    form = StateForm(request.POST, registration=found)
    if form.is_valid():
        try:
            _move(found, form, request.user)
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            is_first = found.state != form.cleaned_data["to"]
            sentence = (
                _("Your approval of %(name)s was noted. Now somebody else has to approve.")
                if is_first
                else _("%(name)s: %(state)s.")
            )
            facts = {"name": found.listed_name, "state": found.get_state_display()}
            messages.success(request, sentence % facts)
            return redirect("participants:registration", workshop.slug, pk)
    return page_of(request, workshop, found, state_form=form)


@requires("registration.decide")
@require_POST
def tell(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """Let the person know the decision that only the focal points have seen."""
    found = registration_of(workshop, pk)
    done = _("The person sees the decision now, and the message is on its way.")
    return _back(request, workshop, pk, lambda: tell_decision(registration=found), done)


@requires("registration.edit")
@require_POST
def send_link(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = registration_of(workshop, pk)
    is_new = "replace" in request.POST

    def act() -> bool:
        sent = send_registration_link(registration=found, by=request.user, replace=is_new)
        if not sent:
            messages.info(request, _("The link was sent a moment ago."))
        return sent

    done = (
        _("A new link is on its way; the old one no longer works.")
        if is_new
        else _("The link is on its way.")
    )
    return _back(request, workshop, pk, act, done)


@requires("registration.edit")
@require_POST
def remind(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """Ask an approved person once more for what the second step of the form wants to know."""
    found = registration_of(workshop, pk)

    def act() -> bool:
        sent = remind_to_answer(registration=found, by=request.user)
        if not sent:
            messages.info(request, _("A reminder went out today already."))
        return sent

    return _back(request, workshop, pk, act, _("The reminder is on its way."))


@requires("registration.edit")
@require_POST
def make_head(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = registration_of(workshop, pk)
    done = _("%s is now head of delegation.") % found.listed_name
    return _back(request, workshop, pk, lambda: mark_head(registration=found), done)


@requires("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = registration_of(workshop, pk)
    form = NominationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            successor = substitute(registration=found, by=request.user, **form.facts)
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            messages.success(request, _("%s has taken over the seat.") % successor.listed_name)
            return redirect("participants:registration", workshop.slug, successor.pk)
    context = {"workshop": workshop, "registration": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "participants/substitute.html", context, status=status)


@requires("registration.protected")
@require_POST
def protection(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = registration_of(workshop, pk)
    if "lift" in request.POST:
        return _back(
            request,
            workshop,
            pk,
            lambda: unprotect(registration=found, by=request.user),
            _("The real name is used again."),
        )
    form = ProtectionForm(request.POST)
    if form.is_valid():
        protect(registration=found, alias=form.cleaned_data["alias"], by=request.user)
        messages.success(request, _("From now on the alias stands in place of the name."))
        return redirect("participants:registration", workshop.slug, pk)
    return page_of(request, workshop, found, protection_form=form)


def _move(found: Registration, form: StateForm, by: User) -> None:
    typed = {"reason": form.cleaned_data["reason"], "override": form.cleaned_data["override"]}
    if form.cleaned_data["to"] == RegistrationState.APPROVED:
        approve(registration=found, by=by, **typed)
    else:
        change_state(registration=found, to=form.cleaned_data["to"], by=by, **typed)


def registration_of(workshop: Workshop, pk: int) -> Registration:
    return get_object_or_404(
        workshop.registrations.select_related(
            "person", "delegation", "successor__person", "workshop__project", "photograph"
        ),
        pk=pk,
    )


def _require_sight(request: SignedInRequest, found: Registration) -> None:
    """The form of a protected person shows the name: for those named only, and noted."""
    if "registration.protected" not in request.workshop_permissions:
        raise Http404
    look(registration=found, by=request.user)


def page_of(
    request: SignedInRequest,
    workshop: Workshop,
    found: Registration,
    *,
    state_form: StateForm | None = None,
    protection_form: ProtectionForm | None = None,
    tag_form: TagForm | None = None,
    note_form: NoteTextForm | None = None,
    is_revealed: bool = False,
) -> HttpResponse:
    held = request.workshop_permissions
    may_see = "registration.protected" in held
    reads_all = "registration.sensitive" in held
    sheet = sheet_of(found)
    context = {
        "workshop": workshop,
        "registration": found,
        "person": found.person,
        "said": said_by_section(sheet, with_sensitive=reads_all),
        "changes": changes_in_words(sheet, with_sensitive=reads_all),
        "reads_all": reads_all,
        "still_asked": [] if found.decision_is_held else unanswered_in(sheet),
        "working_language": language_name(found.working_language, get_language() or "en"),
        "may_approve": "registration.decide" in held
        and found.state in (RegistrationState.SUBMITTED, RegistrationState.WAITLISTED)
        and found.reserve_rank is None
        and not found.is_awaiting_confirmation,
        "shows_identity": not found.is_protected or is_revealed,
        "may_reveal": found.is_protected and may_see and not is_revealed,
        "history": found.state_changes.select_related("by", "focal_point"),
        "looks": found.looks.select_related("by")[:20] if may_see else [],
        "state_form": state_form or StateForm(registration=found),
        "protection_form": protection_form or ProtectionForm(),
        "first_approval": FirstApproval.objects.filter(registration=found)
        .select_related("by")
        .first(),
        "offers": found.offers.all(),
        "may_offer": "registration.decide" in held
        and found.state == RegistrationState.WAITLISTED
        and found.reserve_rank is None
        and found.submitted_at is not None
        and not found.offers.open().exists(),
        "tags": found.tags.all(),
        "tag_form": tag_form or TagForm(registration=found),
        "internal_notes": found.internal_notes.select_related("by"),
        "note_form": note_form or NoteTextForm(),
        "leads_to_person": _leads_to_person(found),
        "predecessor": found.predecessors.select_related("person").first(),
    }
    status = 422 if state_form or protection_form or tag_form or note_form else 200
    return render(request, "participants/registration.html", context, status=status)


def _leads_to_person(found: Registration) -> bool:
    """Whether the page of the person may be linked: never from the name to what has an alias."""
    return found.is_protected or not found.person.registrations.filter(is_protected=True).exists()


def _back(
    request: SignedInRequest, workshop: Workshop, pk: int, act: Callable[[], object], done: str
) -> HttpResponse:
    return act_and_return(
        request, act, done=done, back="participants:registration", slug=workshop.slug, pk=pk
    )
