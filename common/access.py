"""Every view names its permission; these are the three that need no workshop.

A view without a ``permission`` attribute is a view nobody has thought about, and a test that walks
all URLs fails on it. Permissions inside a workshop are in ``workshops.permissions``.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]

PUBLIC = "public"
SIGNED_IN = "signed-in"
BY_LINK = "by-link"


def public(view: View) -> View:
    """Anyone may see this page."""
    return named(PUBLIC)(view)


def signed_in(view: View) -> View:
    """Anyone with an account; what they see is narrowed by a queryset of their own."""
    return named(SIGNED_IN)(login_required(view))


def by_link(view: View) -> View:
    """Whoever holds the personal link in the address; the view resolves it or answers 404."""
    return named(BY_LINK)(view)


def named(permission: str) -> Callable[[View], View]:
    """Give the view its permission's name, which the walk over all URLs reads."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate
