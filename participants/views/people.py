"""The list of participants: filters, search, decisions about many, adding by hand."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.rules import RuleBroken
from participants.actions.deciding import decide, for_each
from participants.actions.nominating import add_individual, nominate
from participants.actions.offering import offer_seat
from participants.actions.sending_links import send_registration_link
from participants.filters import RegistrationFilter
from participants.forms.delegation import BulkAction, BulkForm
from participants.forms.people import AddingForm
from participants.listing import ALL, chosen_columns, is_narrowed, known_query, with_cells
from participants.models import Delegation
from participants.protocol import in_protocol_order
from participants.states import RegistrationState
from participants.views.answers import beside_field, next_or
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires

_A_PAGE = 50
_STATE_OF = {
    BulkAction.APPROVE: RegistrationState.APPROVED,
    BulkAction.WAITLIST: RegistrationState.WAITLISTED,
    BulkAction.REJECT: RegistrationState.REJECTED,
}


@requires("registration.view")
@require_http_methods(["GET", "HEAD", "POST"])
def registrations(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """Filters and columns are in the address; a name that is searched for comes by POST."""
    return _page(
        request, workshop, search=request.POST.get("search", "").replace("\0", "").strip()[:100]
    )


@requires("registration.decide")
@require_POST
def decide_many(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    form = BulkForm(request.POST, workshop=workshop)
    if not form.is_valid():
        return _page(request, workshop, bulk_form=form)
    chosen = workshop.registrations.filter(pk__in=form.cleaned_data["chosen"]).select_related(
        "person", "delegation", "workshop__project"
    )
    action = BulkAction(form.cleaned_data["action"])
    if action == BulkAction.SEND_LINK:
        outcome = for_each(
            chosen, lambda each: send_registration_link(registration=each, by=request.user)
        )
    elif action == BulkAction.OFFER:
        outcome = for_each(chosen, lambda each: offer_seat(registration=each, by=request.user))
    else:
        outcome = decide(
            registrations=chosen,
            to=_STATE_OF[action],
            by=request.user,
            reason=form.cleaned_data["reason"],
        )
    for registration, sentence in outcome.refused:
        messages.warning(request, f"{registration.listed_name}: {sentence}")
    noted = len(chosen) - outcome.done - len(outcome.refused)
    if action == BulkAction.APPROVE and noted:
        sentence = ngettext(
            "%(n)d approval was noted. Now somebody else has to approve.",
            "%(n)d approvals were noted. Now somebody else has to approve.",
            noted,
        )
        messages.info(request, sentence % {"n": noted})
    if outcome.done:
        sentence = ngettext(
            "“%(action)s”: done for %(n)d person.",
            "“%(action)s”: done for %(n)d people.",
            outcome.done,
        )
        messages.success(request, sentence % {"action": action.label, "n": outcome.done})
    fallback = reverse("participants:registrations", args=[workshop.slug])
    return redirect(next_or(request, fallback))


@requires("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    may_override = "registration.decide" in request.workshop_permissions
    form = AddingForm(
        request.POST or None,
        workshop=workshop,
        may_override=may_override,
        initial={"delegation": request.GET.get("delegation")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            registration = _add(request, workshop, form)
        except RuleBroken as refused:
            beside_field(form, refused)
        else:
            messages.success(request, _("%s was added.") % registration.listed_name)
            return redirect("participants:registration", workshop.slug, registration.pk)
    status = 422 if form.errors else 200
    context = {"workshop": workshop, "form": form}
    return render(request, "participants/add_registration.html", context, status=status)


def _add(request: SignedInRequest, workshop: Workshop, form: AddingForm):
    common = {
        **form.facts,
        "by": request.user,
        "override_reason": form.cleaned_data.get("override_reason", ""),
    }
    delegation = form.cleaned_data["delegation"]
    if delegation:
        registration = nominate(
            delegation=delegation, as_reserve=form.cleaned_data["as_reserve"], **common
        )
    else:
        registration = add_individual(workshop=workshop, **common)
    if form.cleaned_data["send_link"]:
        try:
            send_registration_link(registration=registration, by=request.user)
        except RuleBroken as refused:
            messages.warning(request, refused.sentence)
    return registration


def _page(
    request: SignedInRequest,
    workshop: Workshop,
    *,
    search: str = "",
    bulk_form: BulkForm | None = None,
) -> HttpResponse:
    filtered = RegistrationFilter(
        request.GET,
        queryset=workshop.registrations.all(),
        workshop=workshop,
        delegations=_delegations(workshop),
    )
    ordered = filtered.ordered(get_language() or "en", search=search)
    page = Paginator(ordered, _A_PAGE).get_page(request.GET.get("page"))
    columns = chosen_columns(request.GET)
    shown = with_cells(page.object_list, columns)
    prefetch_related_objects(shown, "tags")
    context = {
        "workshop": workshop,
        "filter": filtered,
        "page": page,
        "search": search,
        "is_narrowed": bool(search or is_narrowed(request.GET)),
        "columns": columns,
        "shows": {column.code for column in columns},
        "all_columns": ALL,
        "saved_views": workshop.saved_views.filter(user=request.user),
        "view_query": known_query(request.GET),
        "bulk_form": bulk_form or BulkForm(workshop=workshop),
        "ticked": _ticked(bulk_form),
        "may_decide": "registration.decide" in request.workshop_permissions,
        "here": f"{reverse('participants:registrations', args=[workshop.slug])}"
        + (f"?{request.GET.urlencode()}" if request.GET else ""),
    }
    status = 422 if bulk_form else 200
    return render(request, "participants/registrations.html", context, status=status)


def _delegations(workshop: Workshop) -> list[Delegation]:
    return in_protocol_order(workshop.delegations.all(), get_language() or "en")


def _ticked(form: BulkForm | None) -> set[int]:
    if form is None:
        return set()
    return {int(pk) for pk in form["chosen"].value() or [] if str(pk).isdigit()}
