"""The outbox: what was written, what went, what failed and why."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.second_factor import second_factor_missing
from common.access import signed_in
from common.rules import RuleBroken
from mail.actions import cancelling, retrying
from mail.forms import OutboxFilter
from mail.models import Message
from mail.queries import may_read_outbox, may_read_text
from workshops.permissions import SignedInRequest

PAGE = 50


def _for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Those who read the mail of some workshop; for others there is no such page."""

    @signed_in
    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_read_outbox(request.user):
            raise Http404(_("There is no such page."))
        return second_factor_missing(request) or view(request, *args, **kwargs)

    return guarded


@_for_readers
def outbox(request: SignedInRequest) -> HttpResponse:
    form = OutboxFilter(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    found = Message.objects.visible_to(request.user).newest_first()
    if state:
        found = found.filter(state=state)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": Message.State.choices,
        "has_mail_server": bool(settings.EMAIL_URL),
        "failed_count": Message.objects.cancellable_by(request.user).failed().count(),
    }
    return render(request, "mail/outbox.html", context)


@_for_readers
def message(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        Message.objects.visible_to(request.user).select_related("workshop"), pk=pk
    )
    context = {
        "message": found,
        "may_read_text": may_read_text(found, request.user),
        "may_cancel": Message.objects.cancellable_by(request.user).filter(pk=pk).exists(),
        "has_mail_server": bool(settings.EMAIL_URL),
    }
    return render(request, "mail/message.html", context)


@_for_readers
@require_POST
def cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Message.objects.cancellable_by(request.user), pk=pk)
    try:
        cancelling.cancel(message=found, by=request.user)
    except RuleBroken as refusal:
        notices.error(request, refusal.sentence)
    else:
        notices.success(request, _("The message was cancelled."))
    return redirect("mail:message", pk=pk)


@_for_readers
@require_POST
def retry(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Message.objects.cancellable_by(request.user), pk=pk)
    try:
        retrying.retry(message=found, by=request.user)
    except RuleBroken as refusal:
        notices.error(request, refusal.sentence)
    else:
        notices.success(request, _("The message is queued again."))
    return redirect("mail:message", pk=pk)


@_for_readers
@require_POST
def retry_all(request: SignedInRequest) -> HttpResponse:
    count = retrying.retry_all(
        messages=Message.objects.cancellable_by(request.user).failed(), by=request.user
    )
    notices.success(
        request,
        ngettext(
            "%(count)d message is queued again.", "%(count)d messages are queued again.", count
        )
        % {"count": count},
    )
    return redirect("mail:outbox")
