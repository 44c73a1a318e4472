"""Views that a personal link opens: whoever holds it may, nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from common.access import View, by_link
from common.throttling import allow, client_network
from common.views import too_many_requests
from participants.links import LinkRefused, focal_point_for, registration_for

#: Wrong links per network address and hour; a mistyped one costs nothing.
_MISSES, _HOUR = 40, 3600


class LinkRequest(HttpRequest):
    """A request as views behind a personal link receive it."""

    link_token: str


def by_registration_link(view: View) -> View:
    """The view receives the registration in place of the token of its address."""
    return opened_by(registration_for)(view)


def by_focal_point_link(view: View) -> View:
    """The view receives the focal point in place of the token of its address."""
    return opened_by(focal_point_for)(view)


def opened_by(look_up: Callable[[str], Any]) -> Callable[[View], View]:
    """Open a view to whoever holds a link that ``look_up`` knows; it gets what was found."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(
            request: HttpRequest, token: str, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            try:
                holder = look_up(token)
            except LinkRefused as refused:
                return _refuse(request, refused)
            request.link_token = token  # type: ignore[attr-defined]
            response = view(request, holder, *args, **kwargs)
            # A link that somebody posts must not become a search result.
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return by_link(guarded)

    return decorate


def _refuse(request: HttpRequest, refused: LinkRefused) -> HttpResponseBase:
    """404 for a link that never was, 410 with the reason for one that has ended."""
    if refused.is_gone:
        context = {"sentence": refused.sentence}
        return render(request, "participants/link_gone.html", context, status=410)
    if not allow(f"link-misses:{client_network(request)}", _MISSES, _HOUR):
        return too_many_requests(request, wait_seconds=60)
    raise Http404(_("There is no such page."))
