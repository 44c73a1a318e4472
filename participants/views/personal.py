"""The registration form behind a personal link: saved as one goes, sent when it is whole."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.rules import RuleBroken
from common.throttling import throttled
from participants.actions.registering import refuse_when_fixed, save_facts, submit
from participants.actions.uploading import drop_photograph, keep_photograph
from participants.consent import PRIVACY_NOTICE_VERSION
from participants.forms.registration import RegistrationForm
from participants.models import Photograph, Registration
from participants.permissions import LinkRequest, by_registration_link
from participants.rules import EditingClosed
from participants.states import RegistrationState
from participants.views.answers import beside_field


@by_registration_link
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("registration-form", limit="120/m", methods=("POST",))
def form(request: LinkRequest, registration: Registration) -> HttpResponse:
    try:
        refuse_when_fixed(registration)
    except EditingClosed as closed:
        context = {"registration": registration, "sentence": closed.sentence}
        return render(request, "participants/form_closed.html", context)
    if request.method != "POST":
        return _page(
            request, registration, RegistrationForm(registration=registration, is_draft=True)
        )
    if "drop_photograph" in request.POST:
        drop_photograph(registration=registration)
        # Everything else that stands in the form is kept as well.
    return _save(request, registration, is_draft="submit" not in request.POST)


def _save(request: LinkRequest, registration: Registration, *, is_draft: bool) -> HttpResponse:
    """Keep all that is right, whatever else is wrong; then send it, or go on later."""
    filled = RegistrationForm(
        request.POST, request.FILES, registration=registration, is_draft=is_draft
    )
    is_right = filled.is_valid()
    _keep_picture(filled, registration)
    values = filled.values
    try:
        if is_draft or not is_right:
            save_facts(registration=registration, values=values)
        else:
            submit(registration=registration, values=values)
    except RuleBroken as refused:
        beside_field(filled, refused)
        _keep_the_rest(registration, values, refused.field)
    if filled.errors:
        return _page(request, registration, filled)
    if is_draft:
        messages.success(request, _("Saved. You can go on now, or later with the same link."))
        return redirect("participants:form", request.link_token)
    messages.success(request, _sentence_after(registration))
    return redirect("pages:personal", request.link_token)


def _keep_picture(filled: RegistrationForm, registration: Registration) -> None:
    """A picture that is good stays, even when another field is wrong."""
    upload = filled.files.get("photograph")
    if upload is None or "photograph" in filled.errors:
        return
    try:
        keep_photograph(registration=registration, upload=upload)
    except RuleBroken as refused:
        filled.add_error("photograph", refused.sentence)


def _keep_the_rest(registration: Registration, values: dict, refused: str) -> None:
    """One field that a rule refuses does not take the others with it."""
    if refused not in values:
        return
    try:
        save_facts(
            registration=registration,
            values={name: value for name, value in values.items() if name != refused},
        )
    except RuleBroken:
        return  # the page shows the first sentence; what was typed stands in the form


def _sentence_after(registration: Registration) -> str:
    if registration.state == RegistrationState.WAITLISTED:
        return _(
            "Thank you. At present no seat is free: you are on the waiting list, and we write to"
            " you when this changes."
        )
    if registration.state == RegistrationState.APPROVED:
        return _("Your changes are saved.")
    return _("Thank you. Your registration was sent; the organisers decide and write to you.")


def _page(
    request: LinkRequest, registration: Registration, filled: RegistrationForm
) -> HttpResponse:
    context = {
        "registration": registration,
        "workshop": registration.workshop,
        "form": filled,
        "token": request.link_token,
        "has_photograph": Photograph.objects.filter(registration=registration).exists(),
        "is_sent": registration.submitted_at is not None,
        "notice_version": PRIVACY_NOTICE_VERSION,
    }
    status = 422 if filled.errors else 200
    filled.show_what_is_needed()
    return render(request, "participants/form.html", context, status=status)
