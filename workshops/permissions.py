"""How a view says who may use it inside a workshop. The table itself is ``workshops.roles``."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.second_factor import second_factor_missing
from common.access import View, named
from workshops.models import Project, TeamMember, Workshop
from workshops.roles import PERMISSIONS, permissions_of


class SignedInRequest(HttpRequest):
    """The request that a guarded view gets, for its annotation: the user is no visitor any more."""

    user: User
    workshop_permissions: frozenset[str]


def requires(permission: str) -> Callable[[View], View]:
    """Open a view under ``/manage/workshops/<slug>/`` to those who hold ``permission`` there.

    The view receives the workshop in place of its slug. Strangers get 404, as if the workshop did
    not exist; anonymous visitors are asked to sign in; ``request.workshop_permissions`` is the set
    of codes the user holds there, for templates.
    """
    if permission not in PERMISSIONS:
        raise KeyError(permission)

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            workshop = Workshop.objects.with_project().filter(slug=slug).first()
            held = permissions_in(workshop, request.user) if workshop else frozenset()
            if workshop is None or permission not in held:
                raise Http404(_("There is no such page."))
            if missing := second_factor_missing(request):
                return missing
            request.workshop_permissions = held  # type: ignore[attr-defined]
            return view(request, workshop, *args, **kwargs)

        return named(permission)(guarded)

    return decorate


def requires_in_project(permission: str) -> Callable[[View], View]:
    """The same for views under ``/manage/projects/<code>/``; the view receives the project."""
    return _in_project(permission, Project.objects.permitting)


def requires_in_part_of_project(permission: str) -> Callable[[View], View]:
    """The same, where holding ``permission`` in one of the project's workshops is enough.

    The view then shows what belongs to those workshops, and no more."""
    return _in_project(permission, Project.objects.permitting_in_part)


def _in_project(permission: str, permitting: Callable[..., Any]) -> Callable[[View], View]:
    if permission not in PERMISSIONS:
        raise KeyError(permission)

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            project = permitting(request.user, permission).filter(code=code).first()
            if project is None:
                raise Http404(_("There is no such page."))
            if missing := second_factor_missing(request):
                return missing
            return view(request, project, *args, **kwargs)

        return named(permission)(guarded)

    return decorate


def permissions_in(workshop: Workshop, user: Any) -> frozenset[str]:
    """Every permission ``user`` holds in ``workshop``, through the workshop or its project."""
    if not user.is_authenticated:
        return frozenset()
    if user.is_superuser:
        return frozenset(PERMISSIONS)
    roles = TeamMember.objects.filter(user=user, project=workshop.project_id).values_list(
        "role", "workshop"
    )
    return permissions_of({role for role, where in roles if where in (None, workshop.pk)})
