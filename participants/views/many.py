"""One button for many people of the list."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from participants.actions.acting_on_many import TAGGING, BulkAction, act_on_all, act_on_each
from participants.forms.many import BulkForm
from participants.listing import known_query
from participants.views.answers import next_or
from participants.views.people import found_people, list_page
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("registration.edit")
@require_POST
def decide_many(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """For those ticked now; for all who match, on whatever page they stand, as a job.

    Tags need the right to edit, everything else the right to decide."""
    may_decide = "registration.decide" in request.workshop_permissions
    if not may_decide and request.POST.get("action") not in TAGGING:
        raise Http404(_("There is no such page."))
    form = BulkForm(request.POST, workshop=workshop, permissions=request.workshop_permissions)
    if not form.is_valid():
        return list_page(request, workshop, bulk_form=form)
    if form.cleaned_data["everyone"]:
        return _for_all(request, workshop, form)
    return _for_ticked(request, workshop, form)


@requires("registration.decide")
@require_POST
def tell_all(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """Tell everybody whose decision only the focal points have seen, as a job."""
    untold = workshop.registrations.filter(decision_is_held=True)
    pks = list(untold.order_by("pk").values_list("pk", flat=True))
    if not pks:
        messages.info(request, _("Everybody has been told."))
        return redirect("participants:registrations", workshop.slug)
    job = act_on_all(
        workshop=workshop, pks=pks, query="told=no", action=BulkAction.TELL, by=request.user
    )
    return redirect("jobs:detail", job.public_id)


def _for_all(request: SignedInRequest, workshop: Workshop, form: BulkForm) -> HttpResponse:
    _filter, ordered = found_people(request, workshop)
    pks = ordered.keys()
    if len(pks) != form.cleaned_data["matched"]:
        sentence = ngettext(
            "The list has changed: %(n)d person matches now. Look at it and press again.",
            "The list has changed: %(n)d people match now. Look at it and press again.",
            len(pks),
        )
        form.add_error(None, sentence % {"n": len(pks)})
        return list_page(request, workshop, bulk_form=form)
    job = act_on_all(
        workshop=workshop,
        pks=pks,
        query=known_query(request.GET),
        action=form.cleaned_data["action"],
        by=request.user,
        reason=form.cleaned_data.get("reason", ""),
        word=form.cleaned_data["word"],
    )
    return redirect("jobs:detail", job.public_id)


def _for_ticked(request: SignedInRequest, workshop: Workshop, form: BulkForm) -> HttpResponse:
    chosen = workshop.registrations.filter(pk__in=form.cleaned_data["chosen"]).select_related(
        "person", "delegation", "workshop__project"
    )
    action = BulkAction(form.cleaned_data["action"])
    outcome = act_on_each(
        registrations=chosen,
        action=action,
        by=request.user,
        reason=form.cleaned_data.get("reason", ""),
        word=form.cleaned_data["word"],
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
    elif action in TAGGING:
        messages.info(request, _("Nothing was to be changed."))
    fallback = reverse("participants:registrations", args=[workshop.slug])
    return redirect(next_or(request, fallback))
