"""The pages for when something went wrong.

They are plain and lean on nothing that may be broken: no database, no session, no user. They show
no detail of the error, and they tell people that what they typed is one step back.
"""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext as _

from common.access import public
from common.branding import stylesheet
from common.context import installation
from common.middleware import current_request_id


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        HTTPStatus.BAD_REQUEST,
        title=_("We could not read this request"),
        sentence=_("Something in the address or the form was not as expected."),
        keep_typed=True,
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        HTTPStatus.FORBIDDEN,
        title=_("You may not open this page"),
        sentence=_(
            "Your account does not have the permission. If you need it, ask the organisers."
        ),
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        HTTPStatus.NOT_FOUND,
        title=_("Page not found"),
        sentence=_(
            "The address may be mistyped, the link may have ended, or the page is for other people."
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        title=_("Something went wrong on our side"),
        sentence=_("It is not your fault, and the error has been recorded."),
        keep_typed=True,
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or cookies that are switched off."""
    return _page(
        HTTPStatus.FORBIDDEN,
        title=_("This form is out of date"),
        sentence=_(
            "It was open for a long time, you have signed in or out in another window since, or"
            " your browser refuses cookies."
        ),
        keep_typed=True,
        reload_form=True,
    )


def too_many_requests(request: HttpRequest, *, wait_seconds: int) -> HttpResponse:
    """The answer of ``common.throttling.throttled``."""
    response = _page(
        HTTPStatus.TOO_MANY_REQUESTS,
        title=_("Too many attempts"),
        sentence=_("Please wait a minute, then try again."),
        keep_typed=True,
    )
    response["Retry-After"] = str(wait_seconds)
    return response


def body_too_large(request: HttpRequest) -> HttpResponse:
    """The answer of ``common.body_size``."""
    return _page(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        title=_("That is too much at once"),
        sentence=_("The file is far too large. Send a smaller one."),
        keep_typed=True,
    )


@public
def brand_stylesheet(request: HttpRequest) -> HttpResponse:
    """The installation's own colour, as a style sheet of two rules."""
    return HttpResponse(
        stylesheet(getattr(settings, "BRAND_COLOUR", "")),
        content_type="text/css",
        headers={"Cache-Control": "public, max-age=86400"},
    )


def _page(status: HTTPStatus, **context: object) -> HttpResponse:
    """The page with the id of the log, so that whoever reports it need not describe it.

    Some refusals come before the middlewares for caches and frames: the page says both itself.
    """
    context = {**installation(), "request_id": current_request_id(), **context}
    html = loader.render_to_string("errors/plain.html", context)
    headers = {"Cache-Control": "no-store", "X-Frame-Options": "DENY"}
    return HttpResponse(html, status=status, headers=headers)
