"""What the focal point does with the delegation's own people."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.rules import RuleBroken
from common.throttling import throttled
from participants.actions.changing_state import change_state
from participants.actions.correcting import correct_nominee, may_correct
from participants.actions.nominating import nominate
from participants.actions.ordering import mark_head, move_reserve
from participants.actions.sending_links import send_registration_link
from participants.actions.substituting import substitute
from participants.forms.people import NominationForm, PortalNominationForm
from participants.models import FocalPoint, Registration, StateChange
from participants.permissions import LinkRequest, by_focal_point_link
from participants.states import RegistrationState
from participants.views.answers import act_and_return, beside_field
from participants.views.portal import refuse_closed


@by_focal_point_link
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("portal", limit="120/m", methods=("POST",))
def add(request: LinkRequest, focal_point: FocalPoint) -> HttpResponse:
    form = PortalNominationForm(
        request.POST or None, initial={"as_reserve": "reserve" in request.GET}
    )
    if request.method == "POST" and form.is_valid():
        try:
            registration = nominate(
                delegation=focal_point.delegation,
                as_reserve=form.cleaned_data["as_reserve"],
                focal_point=focal_point,
                **form.facts,
            )
            if form.cleaned_data["send_link"]:
                send_registration_link(registration=registration, focal_point=focal_point)
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            messages.success(request, _("%s was named.") % registration.listed_name)
            if "another" in request.POST:
                return redirect("participants:portal_add", request.link_token)
            return redirect("participants:portal", request.link_token)
    return _form_page(request, focal_point, form, "participants/portal_add.html")


@by_focal_point_link
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: LinkRequest, focal_point: FocalPoint, pk: int) -> HttpResponse:
    registration = _own(focal_point, pk)
    if registration.is_protected or not may_correct(registration):
        messages.info(
            request,
            _("%s has sent the registration and corrects it on the own page.")
            % registration.listed_name,
        )
        return redirect("participants:portal", request.link_token)
    form = NominationForm(request.POST or None, initial=NominationForm.initial_of(registration))
    if request.method == "POST" and form.is_valid():
        try:
            correct_nominee(registration=registration, values=form.facts, focal_point=focal_point)
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("participants:portal", request.link_token)
    return _form_page(
        request, focal_point, form, "participants/portal_edit.html", registration=registration
    )


@by_focal_point_link
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: LinkRequest, focal_point: FocalPoint, pk: int) -> HttpResponse:
    registration = _own(focal_point, pk)
    form = NominationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_closed(focal_point)
            successor = substitute(registration=registration, focal_point=focal_point, **form.facts)
            send_registration_link(registration=successor, focal_point=focal_point)
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            messages.success(
                request,
                _("%s has taken over the seat and is sent the registration link.")
                % successor.listed_name,
            )
            return redirect("participants:portal", request.link_token)
    return _form_page(
        request, focal_point, form, "participants/portal_substitute.html", registration=registration
    )


@by_focal_point_link
@require_POST
def withdraw(request: LinkRequest, focal_point: FocalPoint, pk: int) -> HttpResponse:
    registration = _own(focal_point, pk)

    def act() -> None:
        refuse_closed(focal_point)
        change_state(
            registration=registration,
            to=RegistrationState.WITHDRAWN,
            focal_point=focal_point,
            actor=StateChange.Actor.FOCAL_POINT,
        )

    return _back(request, act, _("%s was withdrawn.") % registration.listed_name)


@by_focal_point_link
@require_POST
def make_head(request: LinkRequest, focal_point: FocalPoint, pk: int) -> HttpResponse:
    registration = _own(focal_point, pk)

    def act() -> None:
        refuse_closed(focal_point)
        mark_head(registration=registration)

    return _back(request, act, _("%s is now head of delegation.") % registration.listed_name)


@by_focal_point_link
@require_POST
def order(request: LinkRequest, focal_point: FocalPoint, pk: int) -> HttpResponse:
    registration = _own(focal_point, pk)

    def act() -> None:
        refuse_closed(focal_point)
        move_reserve(registration=registration, up=request.POST.get("to") == "up")

    return _back(request, act, "")


@by_focal_point_link
@require_POST
@throttled("portal-links", limit="60/h")
def send_link(request: LinkRequest, focal_point: FocalPoint, pk: int) -> HttpResponse:
    registration = _own(focal_point, pk)

    def act() -> bool:
        sent = send_registration_link(registration=registration, focal_point=focal_point)
        if not sent:
            messages.info(request, _("The link was sent a moment ago."))
        return sent

    return _back(request, act, _("The registration link is on its way."))


def _own(focal_point: FocalPoint, pk: int) -> Registration:
    """Somebody of the focal point's own delegation, else 404."""
    return get_object_or_404(
        focal_point.delegation.registrations.select_related(
            "person", "delegation", "workshop__project"
        ),
        pk=pk,
    )


def _form_page(
    request: LinkRequest,
    focal_point: FocalPoint,
    form: NominationForm,
    template: str,
    *,
    registration: Registration | None = None,
) -> HttpResponse:
    context = {
        "focal_point": focal_point,
        "delegation": focal_point.delegation,
        "workshop": focal_point.delegation.workshop,
        "token": request.link_token,
        "form": form,
        "registration": registration,
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _back(request: LinkRequest, act: Callable[[], object], done: str) -> HttpResponse:
    return act_and_return(
        request, act, done=done, back="participants:portal", token=request.link_token
    )
