"""One person's certificates: why eligible or not, the decisions, replacing and revoking."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates.actions import deciding, replacing, revoking
from certificates.designs.wording import in_design
from certificates.forms import DecisionForm, ReplaceForm, RevokeForm
from certificates.models import Certificate, Decision
from certificates.permissions import may_see_name, member, note_look
from certificates.queries import people_of, row_of
from certificates.wording import differences, wording_of
from common.rules import RuleBroken
from participants.models import Registration
from workshops.models import Workshop
from workshops.permissions import requires


@requires("certificate.view")
@require_safe
def person(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    return _page(request, workshop, get_object_or_404(people_of(workshop), pk=pk))


@requires("certificate.waive")
@require_POST
def decide(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """A waiver, an exclusion, or with ``withdraw`` the end of either."""
    registration = get_object_or_404(people_of(workshop), pk=pk)
    if "withdraw" in request.POST:
        deciding.withdraw(registration=registration)
        messages.success(request, _("The decision is withdrawn."))
        return redirect("certificates:person", workshop.slug, pk)
    form = DecisionForm(request.POST, prefix="decision")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        is_waiver = form.cleaned_data["effect"] == Decision.Effect.WAIVER
        decide_so = deciding.waive if is_waiver else deciding.exclude
        try:
            decide_so(registration=registration, reason=reason, by=member(request))
        except RuleBroken as refusal:
            form.add_error(refusal.field or None, refusal.as_error())
        else:
            messages.success(request, _("The decision is recorded."))
            return redirect("certificates:person", workshop.slug, pk)
    return _page(request, workshop, registration, decision_form=form)


@requires("certificate.issue")
@require_POST
def replace(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    certificate = _certificate(workshop, pk)
    form = ReplaceForm(request.POST, prefix="replace")
    if form.is_valid():
        try:
            new = replacing.replace(
                certificate=certificate, by=member(request), **form.cleaned_data
            )
        except RuleBroken as refusal:
            form.add_error(refusal.field or None, refusal.as_error())
        else:
            numbers = {"old": certificate.printed_number, "new": new.printed_number}
            messages.success(request, _("%(old)s is replaced by %(new)s.") % numbers)
            return redirect("certificates:person", workshop.slug, certificate.registration_id)
    registration = get_object_or_404(people_of(workshop), pk=certificate.registration_id)
    return _page(request, workshop, registration, replace_form=form)


@requires("certificate.revoke")
@require_POST
def revoke(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    certificate = _certificate(workshop, pk)
    form = RevokeForm(request.POST, prefix="revoke")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            revoking.revoke(certificate=certificate, reason=reason, by=member(request))
        except RuleBroken as refusal:
            form.add_error(refusal.field or None, refusal.as_error())
        else:
            number = {"number": certificate.printed_number}
            messages.success(request, _("%(number)s is revoked.") % number)
            return redirect("certificates:person", workshop.slug, certificate.registration_id)
    registration = get_object_or_404(people_of(workshop), pk=certificate.registration_id)
    return _page(request, workshop, registration, revoke_form=form)


def _page(
    request: HttpRequest, workshop: Workshop, registration: Registration, **sent: Any
) -> HttpResponse:
    """The page with its forms; one that was sent comes back as it was typed, with 422."""
    row = row_of(workshop, registration)
    may_see = may_see_name(request, registration)
    changes: list[tuple[str, str, str]] = []
    if row.living and may_see:
        if registration.is_protected:
            note_look(registration, member(request))
        now = timezone.now()
        now_said = in_design(
            row.living.design_version,
            registration,
            lambda code: wording_of(registration, language=code, now=now),
            language=row.living.language,
            now=now,
        )
        changes = differences(row.living.wording, now_said)
    context = {
        "workshop": workshop,
        "row": row,
        "registration": registration,
        "decision": getattr(registration, "certificate_decision", None),
        "may_see_name": may_see,
        "changes": changes,
        "decision_form": DecisionForm(prefix="decision"),
        "replace_form": ReplaceForm(
            prefix="replace", initial={"language": row.living.language if row.living else ""}
        ),
        "revoke_form": RevokeForm(prefix="revoke"),
        **sent,
    }
    return render(request, "certificates/person.html", context, status=422 if sent else 200)


def _certificate(workshop: Workshop, pk: int) -> Certificate:
    certificates = Certificate.objects.for_list().filter(series__workshop=workshop)
    return get_object_or_404(certificates, pk=pk)
