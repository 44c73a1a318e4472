"""The list of participants: filters, search, adding by hand."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.rules import RuleBroken
from participants.actions.nominating import add_individual, nominate
from participants.actions.sending_links import send_registration_link
from participants.actions.telling_apart import tell_apart
from participants.filters import RegistrationFilter
from participants.forms.many import BulkForm
from participants.forms.people import AddingForm
from participants.listing import (
    chosen_columns,
    columns_for,
    is_narrowed,
    known_query,
    narrowed_by,
    with_cells,
)
from participants.models import Delegation
from participants.protocol import in_protocol_order
from participants.questions.columns import answer_columns, attach_answers
from participants.sorting import InOrder
from participants.views.answers import beside_field
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires

_A_PAGE = 50


@requires("registration.view")
@require_http_methods(["GET", "HEAD", "POST"])
def registrations(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """Filters and columns are in the address; a name that is searched for comes by POST."""
    return list_page(request, workshop)


@requires("registration.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    may_override = "registration.decide" in request.workshop_permissions
    form = AddingForm(
        request.POST or None,
        workshop=workshop,
        user=request.user,
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
        "person": form.known_person,
    }
    delegation = form.cleaned_data["delegation"]
    if delegation:
        registration = nominate(
            delegation=delegation, as_reserve=form.cleaned_data["as_reserve"], **common
        )
    else:
        registration = add_individual(workshop=workshop, **common)
    for other in form.other_people:
        tell_apart(one=registration.person, other=other, by=request.user)
    if form.cleaned_data["send_link"]:
        try:
            send_registration_link(registration=registration, by=request.user)
        except RuleBroken as refused:
            messages.warning(request, refused.sentence)
    return registration


def found_people(
    request: SignedInRequest, workshop: Workshop
) -> tuple[RegistrationFilter, InOrder]:
    """The filters of the address, and whom they and the search leave, in order."""
    filtered = RegistrationFilter(
        request.GET,
        queryset=workshop.registrations.all(),
        workshop=workshop,
        delegations=_delegations(workshop),
    )
    return filtered, filtered.ordered(get_language() or "en", search=_searched(request))


def list_page(
    request: SignedInRequest, workshop: Workshop, *, bulk_form: BulkForm | None = None
) -> HttpResponse:
    """The page of the list; with a ``bulk_form`` that came back, 422 and the ticks as they were."""
    filtered, ordered = found_people(request, workshop)
    search = _searched(request)
    page = Paginator(ordered, _A_PAGE).get_page(request.GET.get("page"))
    held = request.workshop_permissions
    offered = [*columns_for(held), *answer_columns(workshop, held)]
    columns = chosen_columns(request.GET, offered)
    shown = with_cells(attach_answers(page.object_list, columns), columns)
    prefetch_related_objects(shown, "tags")
    address = f"?{request.GET.urlencode()}" if request.GET else ""
    context = {
        "workshop": workshop,
        "filter": filtered,
        "page": page,
        "search": search,
        "is_narrowed": bool(search or is_narrowed(request.GET)),
        "columns": columns,
        "shows": {column.code for column in columns},
        "all_columns": offered,
        "saved_views": workshop.saved_views.filter(user=request.user),
        "view_query": known_query(request.GET),
        "narrowed_by": narrowed_by(filtered.form),
        "bulk_form": bulk_form
        or BulkForm(workshop=workshop, permissions=request.workshop_permissions),
        "ticked": _ticked(bulk_form),
        "untold": workshop.registrations.filter(decision_is_held=True).count(),
        "may_act": "registration.edit" in request.workshop_permissions,
        "here": reverse("participants:registrations", args=[workshop.slug]) + address,
        "page_url": f"?{_without_page(request.GET)}page=",
        "act_url": reverse("participants:decide_many", args=[workshop.slug]) + address,
    }
    status = 422 if bulk_form else 200
    return render(request, "participants/registrations.html", context, status=status)


def _searched(request: SignedInRequest) -> str:
    return request.POST.get("search", "").replace("\0", "").strip()[:100]


def _without_page(query: QueryDict) -> str:
    kept = query.copy()
    kept.pop("page", None)
    return f"{kept.urlencode()}&" if kept else ""


def _delegations(workshop: Workshop) -> list[Delegation]:
    return in_protocol_order(workshop.delegations.all(), get_language() or "en")


def _ticked(form: BulkForm | None) -> set[int]:
    if form is None:
        return set()
    return {int(pk) for pk in form["chosen"].value() or [] if str(pk).isdecimal()}
