"""One delegation in the organiser's hands: seats, focal points, people, notes."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.rules import RuleBroken
from participants.actions.adding_delegations import remove_delegation
from participants.actions.deciding import for_each
from participants.actions.inviting import (
    add_focal_point,
    invite_delegation,
    invite_on_paper,
    remove_focal_point,
    send_letter,
)
from participants.actions.promoting import promote_next
from participants.actions.resizing import resize
from participants.actions.sending_links import send_registration_link
from participants.actions.uploading import keep_note
from participants.forms.delegation import DelegationForm, FocalPointForm, NoteForm
from participants.links import new_link
from participants.models import Delegation
from participants.protocol import registrations_in_protocol_order
from participants.queries import delegations_with_seats
from participants.standing import complete_rows, steps_of
from participants.states import RegistrationState
from participants.views.answers import act_and_return, beside_field
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("delegation.view")
@require_safe
def delegation(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    return _page(request, workshop, pk)


@requires("delegation.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = _delegation(workshop, pk)
    form = DelegationForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            resize(
                delegation=found,
                quota=form.cleaned_data["quota"],
                reserves=form.cleaned_data["reserves"],
                by=request.user,
            )
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            found.save(update_fields=["deadline", "notes"])
            messages.success(request, _("Saved."))
            return redirect("participants:delegation", workshop.slug, pk)
    context = {"workshop": workshop, "delegation": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "participants/edit_delegation.html", context, status=status)


@requires("delegation.invite")
@require_POST
def invite(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = _delegation(workshop, pk)

    def act() -> bool:
        letters = invite_delegation(delegation=found, by=request.user)
        if not letters:
            messages.info(request, _("The letter was sent a moment ago."))
        return letters > 0

    return _back(request, workshop, pk, act, _("The invitation is on its way."))


@requires("delegation.invite")
@require_POST
def invite_by_post(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """The letter goes on paper: it takes its reference number and nothing is e-mailed."""
    found = _delegation(workshop, pk)
    return _back(
        request,
        workshop,
        pk,
        lambda: invite_on_paper(delegation=found, by=request.user),
        _("Noted: the letter has its reference number."),
    )


@requires("delegation.edit")
@require_POST
def promote(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = _delegation(workshop, pk)
    return _back(
        request,
        workshop,
        pk,
        lambda: promote_next(delegation=found, by=request.user),
        _("The next reserve has moved up to a seat."),
    )


@requires("registration.edit")
@require_POST
def send_links(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """The registration link to every nominee of the delegation who has none yet."""
    found = _delegation(workshop, pk)
    waiting = found.registrations.filter(state=RegistrationState.NOMINATED, reserve_rank=None)
    outcome = for_each(
        waiting.select_related("person", "delegation", "workshop__project"),
        lambda each: send_registration_link(registration=each, by=request.user),
    )
    for _registration, sentence in outcome.refused:
        messages.warning(request, sentence)
    sentence = ngettext("%(n)d link is on its way.", "%(n)d links are on their way.", outcome.done)
    messages.success(request, sentence % {"n": outcome.done})
    return redirect("participants:delegation", workshop.slug, pk)


@requires("workshop.delete")
@require_POST
def remove(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = _delegation(workshop, pk)
    try:
        remove_delegation(delegation=found, by=request.user)
    except RuleBroken as refused:
        messages.error(request, refused.sentence)
        return redirect("participants:delegation", workshop.slug, pk)
    messages.success(request, _("The delegation was removed."))
    return redirect("participants:delegations", workshop.slug)


@requires("delegation.edit")
@require_POST
def add_focal_point_view(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = _delegation(workshop, pk)
    form = FocalPointForm(request.POST)
    if form.is_valid():
        try:
            add_focal_point(delegation=found, by=request.user, **form.cleaned_data)
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            messages.success(request, _("Focal point added."))
            return redirect("participants:delegation", workshop.slug, pk)
    return _page(request, workshop, pk, focal_point_form=form)


@requires("delegation.edit")
@require_POST
def focal_point(
    request: SignedInRequest, workshop: Workshop, pk: int, focal_point_pk: int
) -> HttpResponse:
    """Send one focal point the letter again, replace the link, or take the focal point away."""
    found = _delegation(workshop, pk)
    person = get_object_or_404(
        found.focal_points.select_related("delegation__workshop__project"), pk=focal_point_pk
    )
    asked = request.POST.get("do", "")

    def act() -> bool:
        if asked == "remove":
            remove_focal_point(focal_point=person, by=request.user)
            return True
        holder = new_link(person) if asked == "replace" else person
        return send_letter(focal_point=holder, by=request.user)

    done = {
        "remove": _("Removed. The personal link no longer works."),
        "replace": _("A new link is on its way; the old one no longer works."),
    }.get(asked, _("The letter is on its way."))
    return _back(request, workshop, pk, act, done)


@requires("delegation.edit")
@require_POST
def upload_note(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = _delegation(workshop, pk)
    form = NoteForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            keep_note(delegation=found, upload=form.cleaned_data["file"], by=request.user)
        except RuleBroken as refused:
            form.add_error("file", refused.sentence)
        else:
            messages.success(request, _("The note was stored."))
            return redirect("participants:delegation", workshop.slug, pk)
    return _page(request, workshop, pk, note_form=form)


def _delegation(workshop: Workshop, pk: int) -> Delegation:
    return get_object_or_404(workshop.delegations.select_related("workshop__project"), pk=pk)


def _page(
    request: SignedInRequest,
    workshop: Workshop,
    pk: int,
    *,
    focal_point_form: FocalPointForm | None = None,
    note_form: NoteForm | None = None,
) -> HttpResponse:
    found = get_object_or_404(delegations_with_seats(workshop), pk=pk)
    complete_rows(workshop, [found])
    rows = list(found.registrations.select_related("person"))
    for row in rows:
        row.delegation = found
    language = get_language() or "en"
    seated = [row for row in rows if row.reserve_rank is None or row.is_over]
    in_reserve = [row for row in rows if row.reserve_rank is not None and not row.is_over]
    context = {
        "workshop": workshop,
        "delegation": found,
        "steps": steps_of(found),
        "is_short_of_a_gender": found.mix.falls_short(workshop.gender_target),
        "people": registrations_in_protocol_order(
            [row for row in seated if not row.is_over], language
        ),
        "reserves": sorted(in_reserve, key=lambda row: row.reserve_rank or 0),
        "gone": registrations_in_protocol_order([r for r in seated if r.is_over], language),
        "notes": found.notes_sent.all(),
        "without_link": sum(
            row.state == RegistrationState.NOMINATED and row.reserve_rank is None for row in rows
        ),
        "may_order": "registration.edit" in request.workshop_permissions,
        "may_promote": in_reserve and found.seats_taken < found.quota,
        "focal_point_form": focal_point_form
        or FocalPointForm(initial={"language": workshop.certificate_language}),
        "note_form": note_form or NoteForm(),
    }
    is_wrong = bool(
        (focal_point_form and focal_point_form.errors) or (note_form and note_form.errors)
    )
    status = 422 if is_wrong else 200
    return render(request, "participants/delegation.html", context, status=status)


def _back(
    request: SignedInRequest, workshop: Workshop, pk: int, act: Callable[[], object], done: str
) -> HttpResponse:
    return act_and_return(
        request, act, done=done, back="participants:delegation", slug=workshop.slug, pk=pk
    )
