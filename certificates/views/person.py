"""One person's certificates: why eligible or not, the decisions, replacing and revoking."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates.actions import deciding, replacing, revoking
from certificates.designs.wording import worded
from certificates.forms import DecisionForm, ReplaceForm, RevokeForm
from certificates.kinds import kind_of
from certificates.models import Certificate, Decision, Rule
from certificates.permissions import may_see_name, member, note_look
from certificates.queries import Cell, Row, row_of
from certificates.wording import differences
from common.rules import RuleBroken
from workshops.models import Workshop
from workshops.permissions import requires

_ACTS: dict[str, Callable[..., object]] = {
    Decision.Effect.WAIVER: deciding.waive,
    Decision.Effect.EXCLUSION: deciding.exclude,
    Decision.Effect.NAMED: deciding.name,
}


@dataclass(frozen=True)
class Section:
    """One kind on the page: what there is, and the forms for what can be done about it."""

    cell: Cell
    decision: Decision | None
    changes: list[tuple[str, str, str]]
    decision_form: DecisionForm
    replace_form: ReplaceForm
    revoke_form: RevokeForm


@requires("certificate.view")
@require_safe
def person(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    return _page(request, workshop, pk)


@requires("certificate.waive")
@require_POST
def decide(request: HttpRequest, workshop: Workshop, pk: int, kind: str) -> HttpResponse:
    """A waiver, an exclusion, a naming, or with ``withdraw`` the end of any."""
    row, given = _row(workshop, pk), kind_of(workshop, kind)
    if given is None:
        raise Http404(_("There is no such page."))
    about: dict[str, Any] = {"workshop": workshop, "person": row.holder.person, "kind": kind}
    if "withdraw" in request.POST:
        deciding.withdraw(**about)
        messages.success(request, _("The decision is withdrawn."))
        return _back(workshop, pk)
    form = DecisionForm(request.POST, prefix=f"decision-{kind}", rule=given.rule)
    if form.is_valid():
        try:
            _ACTS[Decision.Effect(form.cleaned_data["effect"])](
                **about, reason=form.cleaned_data["reason"], by=member(request)
            )
        except RuleBroken as refusal:
            form.add_error(refusal.field or None, refusal.as_error())
        else:
            messages.success(request, _("The decision is recorded."))
            return _back(workshop, pk)
    return _page(request, workshop, pk, kind=kind, decision_form=form)


@requires("certificate.issue")
@require_POST
def replace(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    certificate = _certificate(workshop, pk)
    form = ReplaceForm(request.POST, prefix=f"replace-{certificate.kind}")
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
            return _back(workshop, certificate.person_id)
    return _page(request, workshop, certificate.person_id, kind=certificate.kind, replace_form=form)


@requires("certificate.revoke")
@require_POST
def revoke(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    certificate = _certificate(workshop, pk)
    form = RevokeForm(request.POST, prefix=f"revoke-{certificate.kind}")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            revoking.revoke(certificate=certificate, reason=reason, by=member(request))
        except RuleBroken as refusal:
            form.add_error(refusal.field or None, refusal.as_error())
        else:
            number = {"number": certificate.printed_number}
            messages.success(request, _("%(number)s is revoked.") % number)
            return _back(workshop, certificate.person_id)
    return _page(request, workshop, certificate.person_id, kind=certificate.kind, revoke_form=form)


def _page(
    request: HttpRequest, workshop: Workshop, pk: int | None, *, kind: str = "", **sent: Any
) -> HttpResponse:
    """The page with its forms; one of ``kind`` that was sent comes back as typed, with 422."""
    row = _row(workshop, pk)
    holder = row.holder
    may_see = may_see_name(request, is_protected=holder.is_protected)
    shows_words = may_see and any(cell.living for cell in row.cells)
    if shows_words and holder.is_protected:
        note_look(holder.person, workshop, member(request))
    decisions = {
        one.kind: one
        for one in Decision.objects.filter(workshop=workshop, person=holder.person).select_related(
            "by"
        )
    }
    sections = [
        _section(
            row,
            cell,
            decisions.get(cell.kind.key),
            shows_words=shows_words,
            sent=sent if cell.kind.key == kind else {},
        )
        for cell in row.cells
    ]
    context = {
        "workshop": workshop,
        "row": row,
        "holder": holder,
        "sections": sections,
        "may_see_name": may_see,
    }
    return render(request, "certificates/person.html", context, status=422 if sent else 200)


def _section(
    row: Row, cell: Cell, decision: Decision | None, *, shows_words: bool, sent: dict[str, Any]
) -> Section:
    key, living = cell.kind.key, cell.living
    changes: list[tuple[str, str, str]] = []
    if living and shows_words:
        now_said = worded(
            living.design_version,
            row.holder,
            cell.kind,
            cell.verdict,
            language=living.language,
            now=timezone.now(),
        )
        changes = differences(living.wording, now_said)
    forms: dict[str, Any] = {
        "decision_form": DecisionForm(
            prefix=f"decision-{key}",
            rule=cell.kind.rule,
            initial={"effect": Decision.Effect.NAMED} if cell.kind.rule == Rule.HAND else None,
        ),
        "replace_form": ReplaceForm(
            prefix=f"replace-{key}", initial={"language": living.language if living else ""}
        ),
        "revoke_form": RevokeForm(prefix=f"revoke-{key}"),
        **sent,
    }
    return Section(cell=cell, decision=decision, changes=changes, **forms)


def _row(workshop: Workshop, pk: int | None) -> Row:
    row = row_of(workshop, pk or 0)
    if row is None:
        raise Http404(_("There is no such page."))
    return row


def _back(workshop: Workshop, pk: int | None) -> HttpResponse:
    return redirect("certificates:person", workshop.slug, pk)


def _certificate(workshop: Workshop, pk: int) -> Certificate:
    certificates = Certificate.objects.for_list().of_workshop(workshop).exclude(person=None)
    return get_object_or_404(certificates, pk=pk)
