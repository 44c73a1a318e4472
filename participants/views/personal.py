"""The registration form behind a personal link: saved as one goes, sent when it is whole."""

import json

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.rules import RuleBroken
from common.throttling import throttled
from participants.actions.registering import refuse_when_fixed, submit
from participants.consent import PRIVACY_NOTICE_VERSION
from participants.forms.registration import RegistrationForm
from participants.models import Registration
from participants.permissions import LinkRequest, by_registration_link
from participants.questions.answers import sheet_of
from participants.rules import EditingClosed
from participants.states import RegistrationState
from participants.views.answering import (
    PARTICIPANT,
    drop_upload,
    keep_uploads,
    keep_values,
    no_longer_asked,
)
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
    return _save(request, registration, is_draft="submit" not in request.POST)


@by_registration_link
@require_POST
@throttled("registration-autosave", limit="240/m", methods=("POST",))
def autosave(request: LinkRequest, registration: Registration) -> HttpResponse:
    """Keep the fields that were just changed, and say in JSON what came of each of them."""
    names = request.POST.getlist("names")
    filled = RegistrationForm(
        request.POST, request.FILES, registration=registration, is_draft=True, only=names
    )
    try:
        refuse_when_fixed(registration)
    except EditingClosed as closed:
        return JsonResponse({"closed": closed.sentence}, status=409)
    filled.is_valid()
    gone = no_longer_asked(filled, request.POST)
    stored = keep_uploads(filled, request.POST, actor=PARTICIPANT)
    keep_values(filled, request.POST)
    kept = [each.key for each in filled.questions if each.key not in filled.errors]
    marks = sheet_of(registration, filled.sheet.form).marks(filled.marks)
    return JsonResponse(
        {
            "saved": kept,
            "uploaded": stored,
            "errors": {key: errors[0] for key, errors in filled.errors.items()}
            | {key: told for key, told in gone.items() if key in names},
            "seen": marks,
        }
    )


def _save(request: LinkRequest, registration: Registration, *, is_draft: bool) -> HttpResponse:
    """Keep all that is right, whatever else is wrong; then send it, or go on later."""
    was_approved = registration.state == RegistrationState.APPROVED
    filled = RegistrationForm(
        request.POST, request.FILES, registration=registration, is_draft=is_draft
    )
    filled.is_valid()
    # Everything else that stands in the form is kept as well.
    drop_upload(filled, request.POST.get("drop_file", ""), actor=PARTICIPANT)
    keep_uploads(filled, request.POST, actor=PARTICIPANT)
    keep_values(filled, request.POST)
    for told in no_longer_asked(filled, request.POST).values():
        messages.warning(request, told)
    if not is_draft and not filled.errors:
        try:
            submit(registration=registration, values={})
        except RuleBroken as refused:
            beside_field(filled, refused)
    if filled.errors:
        return _page(request, registration, filled)
    if is_draft:
        messages.success(request, _("Saved. You can go on now, or later with the same link."))
        return redirect("participants:form", request.link_token)
    messages.success(request, _sentence_after(registration, was_approved))
    return redirect("pages:personal", request.link_token)


def _sentence_after(registration: Registration, was_approved: bool) -> str:
    if registration.state == RegistrationState.WAITLISTED:
        return _(
            "Thank you. At present no seat is free: you are on the waiting list, and we write to"
            " you when this changes."
        )
    if registration.state == RegistrationState.APPROVED:
        return _("Your changes are saved.")
    if was_approved:
        return _(
            "Your changes are saved. The organisers approve them once more; your seat is kept"
            " meanwhile."
        )
    return _("Thank you. Your registration was sent; the organisers decide and write to you.")


def _page(
    request: LinkRequest, registration: Registration, filled: RegistrationForm
) -> HttpResponse:
    # What has just been saved is what this page has seen.
    sheet = sheet_of(registration, filled.sheet.form) if filled.is_bound else filled.sheet
    filled.sheet = sheet
    context = {
        "registration": registration,
        "workshop": registration.workshop,
        "form": filled,
        "seen": json.dumps(filled.marks),
        "token": request.link_token,
        "has_photograph": sheet.photograph is not None,
        "is_sent": registration.submitted_at is not None,
        "notice_version": PRIVACY_NOTICE_VERSION,
    }
    status = 422 if filled.errors else 200
    filled.show_what_is_needed()
    return render(request, "participants/form.html", context, status=status)
