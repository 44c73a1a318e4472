"""The speaker's own page: sessions to confirm, facts to correct, files to send."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from common.rules import RuleBroken
from common.throttling import throttled
from participants.permissions import LinkRequest
from participants.views.files import private
from sessions.actions.answering import answer as write_answer
from sessions.actions.keeping_speaker import (
    drop_photograph,
    keep_photograph,
    keep_slides,
    save_own_facts,
)
from sessions.forms.speaking import DeclineForm, OwnFactsForm, PhotographForm, SlidesForm
from sessions.ical import calendar_feed
from sessions.languages import words_of
from sessions.links import by_speaker_link
from sessions.materials import for_speaker, shown
from sessions.models import Speaker
from sessions.programme import released_programme
from sessions.speaking import standing_of
from sessions.spoken import spoken_in_draft


@by_speaker_link
@require_safe
def page(request: LinkRequest, speaker: Speaker) -> HttpResponse:
    return _page(request, speaker)


@by_speaker_link
@require_POST
@throttled("speaker-answer", limit="60/m")
def answer(request: LinkRequest, speaker: Speaker) -> HttpResponse:
    """One session, or with ``all`` each that waits for an answer."""
    standing = standing_of(speaker)
    comes = "confirm" in request.POST
    if "all" in request.POST:
        items = [part.item.pk for part in standing.parts if part.is_open]
    else:
        items = [int(key) for key in request.POST.getlist("item") if key.isdecimal()]
    form = DeclineForm(request.POST, auto_id=_id_of(items[0] if items else 0))
    if not comes and not form.is_valid():
        return _page(request, speaker, declining=(items[0] if items else 0, form))
    try:
        count = write_answer(
            speaker=speaker,
            items=items,
            comes=comes,
            reason="" if comes else form.cleaned_data["reason"],
        )
    except RuleBroken as refused:
        messages.error(request, refused.sentence)
    else:
        sentence = (
            ngettext(
                "Thank you. Your session is confirmed.",
                "Thank you. Your %(n)d sessions are confirmed.",
                count,
            )
            if comes
            else _("Thank you for telling us. The organisers look for somebody else.")
        )
        messages.success(request, sentence % {"n": count})
    return _back(request)


@by_speaker_link
@require_POST
@throttled("speaker-facts", limit="60/m")
def facts(request: LinkRequest, speaker: Speaker) -> HttpResponse:
    form = OwnFactsForm(request.POST, instance=speaker)
    if not form.is_valid():
        return _page(request, speaker, facts=form)
    save_own_facts(speaker=speaker, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return _back(request)


@by_speaker_link
@require_POST
@throttled("speaker-upload", limit="30/h")
def send_photograph(request: LinkRequest, speaker: Speaker) -> HttpResponse:
    if "drop" in request.POST:
        drop_photograph(speaker=speaker)
        messages.success(request, _("Your photograph is deleted."))
        return _back(request)
    form = PhotographForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            keep_photograph(speaker=speaker, upload=form.cleaned_data["photograph"])
        except RuleBroken as refused:
            form.add_error("photograph", refused.sentence)
        else:
            messages.success(request, _("Thank you. Your photograph has arrived."))
            return _back(request)
    return _page(request, speaker, photograph=form)


@by_speaker_link
@require_POST
@throttled("speaker-upload", limit="30/h")
def send_slides(request: LinkRequest, speaker: Speaker) -> HttpResponse:
    form = SlidesForm(request.POST, request.FILES, speaker=speaker)
    if form.is_valid():
        try:
            keep_slides(
                speaker=speaker, item=form.cleaned_data["item"], upload=form.cleaned_data["file"]
            )
        except RuleBroken as refused:
            form.add_error("file", refused.sentence)
        else:
            messages.success(request, _("Thank you. Your slides have arrived."))
            return _back(request)
    return _page(request, speaker, slides=form)


@by_speaker_link
@require_safe
def photograph(request: LinkRequest, speaker: Speaker) -> HttpResponseBase:
    if not speaker.photograph:
        raise Http404
    # Shown in the page; it is a JPEG that we wrote ourselves.
    return private(FileResponse(speaker.photograph.open("rb"), content_type="image/jpeg"))


def _page(
    request: LinkRequest,
    speaker: Speaker,
    *,
    declining: tuple[int, DeclineForm] | None = None,
    **forms: Any,
) -> HttpResponse:
    workshop = speaker.workshop
    standing = standing_of(speaker)
    programme = released_programme(workshop)
    told = {one.item: one for one in programme.sessions} if programme else {}
    spoken = spoken_in_draft(workshop)
    parts = [
        {
            "part": part,
            "words": words_of(part.item, workshop),
            "spoken": spoken[part.item.pk].words,
            # What the public page says of it, unless it says the same.
            "is_provisional": part.item.pk not in told
            or (told[part.item.pk].day, told[part.item.pk].start_minute)
            != (part.item.day, part.item.start_minute),
            "form": declining[1]
            if declining and declining[0] == part.item.pk
            else DeclineForm(auto_id=_id_of(part.item.pk)),
        }
        for part in standing.parts
    ]
    fresh = Speaker.objects.select_related("person", "workshop").get(pk=speaker.pk)
    context = {
        "speaker": speaker,
        "workshop": workshop,
        "token": request.link_token,
        "is_released": programme is not None,
        "calendar_feed": calendar_feed(
            reverse("agenda:speakers_calendar", args=[request.link_token])
        ),
        "parts": parts,
        "n_open": sum(part.is_open for part in standing.parts),
        "missing": standing.missing(),
        "slides": standing.slides,
        "facts_form": forms.get("facts") or OwnFactsForm(instance=fresh),
        "photograph_form": forms.get("photograph") or PhotographForm(),
        "slides_form": forms.get("slides") or SlidesForm(speaker=speaker),
        "brings_slides": bool(standing.parts),
    }
    found = shown(
        for_speaker(speaker).exclude(speaker=speaker),
        lambda one: reverse("agenda:speakers_material", args=[request.link_token, one.pk]),
    )
    context |= {"materials": found, "has_files": any(not one.is_elsewhere for one in found)}
    status = 422 if forms or declining else 200
    return render(request, "agenda/speaker_page.html", context, status=status)


def _id_of(item: int) -> str:
    """Every session has the same small form, and each field an id of its own."""
    return f"decline-{item}-%s"


def _back(request: LinkRequest) -> HttpResponse:
    return redirect("agenda:speaker_page", request.link_token)
