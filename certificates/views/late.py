"""What has changed since certificates were issued: each change is decided by somebody."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from certificates.actions import settling
from certificates.forms.late import SettleForm
from certificates.late import Late, late_changes
from certificates.permissions import member
from common.rules import RuleBroken
from workshops.models import Workshop
from workshops.permissions import requires

CHANGES_ON_A_PAGE = 50

ACTS: dict[str, Callable[..., object]] = {
    "issue": settling.settle_by_issuing,
    "replace": settling.settle_by_replacing,
    "revoke": settling.settle_by_revoking,
    "keep": settling.keep,
}
_DONE = {
    "issue": gettext_lazy("The certificate is issued; its PDF is being made."),
    "replace": gettext_lazy("The certificate is replaced; the new PDF is being made."),
    "revoke": gettext_lazy("The certificate is revoked."),
    "keep": gettext_lazy("Noted. It is proposed again when it changes again."),
}


@requires("certificate.view")
@require_safe
def late(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    return _page(request, workshop, late_changes(workshop))


@requires("certificate.issue")
@require_POST
def settle(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Do what was chosen for one row; a refusal comes back at the row, as typed."""
    form = SettleForm(request.POST)
    if form.is_valid():
        choice = form.cleaned_data["choice"]
        facts = {name: form.cleaned_data[name] for name in ("person", "kind", "mark")}
        if choice == "keep":
            facts["note"] = form.cleaned_data["reason"]
        elif choice != "issue":
            facts["reason"] = form.cleaned_data["reason"]
        if choice == "revoke" and not _may_revoke(request):
            raise Http404(_("There is no such page."))
        try:
            ACTS[choice](workshop=workshop, by=member(request), **facts)
        except RuleBroken as refusal:
            form.add_error("reason" if refusal.field else None, refusal.as_error())
        else:
            messages.success(request, _DONE[choice])
            return redirect("certificates:late", workshop.slug)
    found = late_changes(workshop)
    key = f"{form.data.get('person', '')}-{form.data.get('kind', '')}"
    if key not in {proposal.key for proposal in found.open}:
        # Gone from the list: the row that could say so is no more.
        messages.error(request, _("This has changed in the meantime. Look at it again."))
        return redirect("certificates:late", workshop.slug)
    return _page(request, workshop, found, key=key, sent=form)


def _may_revoke(request: HttpRequest) -> bool:
    held: frozenset[str] = getattr(request, "workshop_permissions", frozenset())
    return "certificate.revoke" in held


def _page(
    request: HttpRequest,
    workshop: Workshop,
    found: Late,
    *,
    key: str = "",
    sent: SettleForm | None = None,
) -> HttpResponse:
    page = Paginator(found.open, CHANGES_ON_A_PAGE).get_page(request.GET.get("page"))
    proposals = page.object_list
    if sent and key not in {proposal.key for proposal in proposals}:
        proposals = [*proposals, *(one for one in found.open if one.key == key)]
    context = {
        "workshop": workshop,
        "page": page,
        "proposals": [
            (one, sent if sent and one.key == key else SettleForm()) for one in proposals
        ],
        "kept": found.kept,
        "total": len(found.open),
    }
    return render(request, "certificates/late.html", context, status=422 if sent else 200)
