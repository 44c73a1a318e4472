"""The page behind the QR code: anyone with a certificate in hand checks that it is genuine."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from certificates.codes import grouped, normalised
from certificates.forms import CodeForm, FileForm, NameForm
from certificates.models import Certificate
from certificates.names import initials, matches
from certificates.phrases import heading_as_issued, hours
from certificates.queries import checked
from certificates.states import NAMELESS
from certificates.wording import place
from common.access import public
from common.dates import date_range
from common.throttling import allow, throttled
from common.views import too_many_requests
from workshops.models import Workshop

View = Callable[..., HttpResponse]

#: Names that may be tried on one certificate within an hour, from however many addresses.
_NAMES, _HOUR = 30, 3600


def in_visitors_language(view: View) -> View:
    """``?lang=ru`` chooses the language of this page; otherwise the browser's own choice stands.

    A certificate travels: its reader is rarely the one it was written for. No search engine keeps
    these pages.
    """

    @wraps(view)
    def speaking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        query = request.GET.copy()
        wanted = query.pop("lang", [""])[-1]
        # The language buttons at the foot lead back here: without the choice they shall change.
        request.META["QUERY_STRING"] = query.urlencode()
        if wanted not in dict(settings.LANGUAGES):
            wanted = translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(wanted):
            response = view(request, *args, **kwargs)
        response["Content-Language"] = wanted
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return speaking


@public
@throttled("certificates.verify", limit="60/m")
@in_visitors_language
@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Type the code from the paper. A plain GET: a code is no secret, it is printed on paper."""
    if "code" not in request.GET:
        return show(request, "certificates/verify_form.html", {"form": CodeForm()})
    form = CodeForm(request.GET)
    if not form.is_valid():
        return show(request, "certificates/verify_form.html", {"form": form}, status=422)
    response = redirect("certificates:verify", grouped(form.cleaned_data["code"]))
    response["Location"] += f"?lang={translation.get_language()}"
    return response


@public
@throttled("certificates.verify", limit="60/m")
@throttled("certificates.match", limit="10/m", methods=("POST",))
@in_visitors_language
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Valid, replaced, revoked or unknown: one query and one page in every case."""
    code = normalised(code)
    certificate = checked(code)
    if certificate is None:
        context = {"code": grouped(code[:40]), "form": CodeForm()}
        return show(request, "certificates/verify_unknown.html", context, status=404)

    context = {"certificate": certificate, "code": grouped(code), **_facts(certificate)}
    status = 200
    if context["offers_match"]:
        form = NameForm(request.POST if request.method == "POST" else None)
        if form.is_bound and not allow(f"certificates.match:{code}", _NAMES, _HOUR):
            return too_many_requests(request, wait_seconds=_HOUR)
        if form.is_bound and form.is_valid():
            context["matched"] = matches(form.cleaned_data["name"], certificate.wording)
        elif form.is_bound:
            status = 422
        context["form"] = form
    return show(request, "certificates/verify.html", context, status=status)


def _facts(certificate: Certificate) -> dict[str, Any]:
    """What the page tells, in the visitor's language, from what the sheet said when issued."""
    said, workshop = certificate.wording, certificate.series.workshop
    successor = certificate.replaced_by
    language = translation.get_language() or settings.LANGUAGE_CODE
    is_protected = certificate.holder_is_protected
    is_nameless = certificate.state in NAMELESS
    shows = Workshop.NameAtVerification(workshop.name_at_verification)
    name = ""
    if not is_protected and shows == Workshop.NameAtVerification.FULL:
        name = said["name"]
    elif not is_protected and shows == Workshop.NameAtVerification.INITIALS:
        name = initials(said["name"])
    return {
        "heading": heading_as_issued(certificate.kind, said),
        "workshop_title": said["workshop_title"],
        "dates": date_range(
            datetime.date.fromisoformat(said["starts_on"]),
            datetime.date.fromisoformat(said["ends_on"]),
        ),
        "place": place(said["city"], said["country"], language),
        "hours": hours(said["minutes"], language),
        "attended": hours(said.get("attended_minutes", 0), language),
        # The public agenda tells whose sessions they are.
        "topics": said.get("topics", []) if name == said["name"] else [],
        "organisers": said["organisers"],
        "issued_on": day_in_words(certificate.issued_at, workshop),
        "revoked_on": day_in_words(certificate.revoked_at, workshop),
        "replaced_on": day_in_words(successor.issued_at if successor else None, workshop),
        "name": name,
        "offers_match": not is_protected
        and not is_nameless
        and shows == Workshop.NameAtVerification.MATCH,
        "is_nameless": is_nameless,
        "is_demonstration": workshop.contains_invented_people,
        "seal": certificate.sealed_by.kind if certificate.sealed_by else "",
        "file_form": FileForm(),
    }


def day_in_words(moment: datetime.datetime | None, workshop: Workshop) -> str:
    return date_range(moment.astimezone(workshop.zone).date()) if moment else ""


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    # Forms carry the language on, since a visitor may refuse cookies.
    context["page_language"] = translation.get_language()
    return render(request, template, context, status=status)
