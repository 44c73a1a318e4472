"""What helps in choosing: tags and notes on a registration, and a user's own views of the list."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participants.actions.keeping_views import keep_view
from participants.actions.noting import write_note
from participants.actions.tagging import set_tags
from participants.forms.selection import NoteTextForm, SavedViewForm, TagForm
from participants.listing import known_query
from participants.models import SavedView, Tag
from participants.views.registration import page_of, registration_of
from workshops.models import Workshop
from workshops.permissions import SignedInRequest, requires


@requires("registration.edit")
@require_POST
def tags(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = registration_of(workshop, pk)
    form = TagForm(request.POST, registration=found)
    if not form.is_valid():
        return page_of(request, workshop, found, tag_form=form)
    set_tags(
        registration=found,
        tags=form.cleaned_data.get("tags") or [],
        new_word=form.cleaned_data["new_word"],
        tone=form.cleaned_data["tone"] or Tag.Tone.INFO,
    )
    messages.success(request, _("Saved."))
    return redirect("participants:registration", workshop.slug, pk)


@requires("registration.edit")
@require_POST
def notes(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    found = registration_of(workshop, pk)
    form = NoteTextForm(request.POST)
    if not form.is_valid():
        return page_of(request, workshop, found, note_form=form)
    write_note(registration=found, text=form.cleaned_data["text"], by=request.user)
    messages.success(request, _("The note was added."))
    return redirect("participants:registration", workshop.slug, pk)


@requires("registration.view")
@require_POST
def save_view(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    """Keep the list as it is narrowed now, under a name of the user's own."""
    query = known_query(QueryDict(request.POST.get("query", "")[:2000]))
    form = SavedViewForm(request.POST)
    if form.is_valid():
        keep_view(workshop=workshop, user=request.user, name=form.cleaned_data["name"], query=query)
        messages.success(request, _("The view was saved; it stands above the list."))
    else:
        messages.error(request, _("Give the view a name of at most 60 characters."))
    address = reverse("participants:registrations", args=[workshop.slug])
    return redirect(f"{address}?{query}" if query else address)


@requires("registration.view")
@require_POST
def drop_view(request: SignedInRequest, workshop: Workshop, pk: int) -> HttpResponse:
    get_object_or_404(SavedView, pk=pk, workshop=workshop, user=request.user).delete()
    messages.success(request, _("The view was removed."))
    return redirect("participants:registrations", workshop.slug)
