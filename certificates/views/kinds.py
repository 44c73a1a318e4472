"""Which kinds a workshop gives, the organisers' own ones, and whom they name by hand."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from certificates.actions.keeping_kinds import add_own_kind, keep_kinds, reword_own_kind
from certificates.actions.naming import name_somebody
from certificates.forms.kinds import KindForm, NamingForm, OwnKindForm
from certificates.holders import holders_of
from certificates.kinds import all_kinds_of, kind_of
from certificates.models import Decision, GivenKind, Rule
from certificates.permissions import member
from common.rules import RuleBroken
from participants.models import Person
from workshops.models import TeamMember, Workshop
from workshops.permissions import requires

_GET_OR_POST = ["GET", "HEAD", "POST"]


@requires("certificate.waive")
@require_http_methods(_GET_OR_POST)
def kinds(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The table of kinds, saved together."""
    typed = request.POST if request.method == "POST" else None
    forms = [KindForm(typed, kind=kind) for kind in all_kinds_of(workshop)]
    are_valid = [form.is_valid() for form in forms]  # each of them, so that all errors are told
    if typed is not None and all(are_valid):
        for form in forms:
            for name, value in form.cleaned_data.items():
                setattr(form.kind, name, value)
        keep_kinds(kinds=[form.kind for form in forms], by=member(request))
        messages.success(request, _("The kinds of certificates are saved."))
        return redirect("certificates:list", workshop.slug)
    is_wrong = any(form.errors for form in forms)
    context = {"workshop": workshop, "forms": forms, "is_wrong": is_wrong}
    return render(request, "certificates/kinds.html", context, status=422 if is_wrong else 200)


@requires("certificate.waive")
@require_http_methods(_GET_OR_POST)
def add_kind(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    return _own_kind(request, workshop, None)


@requires("certificate.waive")
@require_http_methods(_GET_OR_POST)
def own_kind(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    own = GivenKind.objects.filter(workshop=workshop, standard="")
    return _own_kind(request, workshop, get_object_or_404(own, pk=pk))


@requires("certificate.waive")
@require_http_methods(_GET_OR_POST)
def naming(request: HttpRequest, workshop: Workshop, kind: str) -> HttpResponse:
    """Who is named for a kind that is given by hand; ``?team=`` fills in a member of the team."""
    given = kind_of(workshop, kind)
    if given is None or given.rule != Rule.HAND:
        raise Http404(_("There is no such page."))
    holders = holders_of(workshop)
    named = list(
        Decision.objects.filter(workshop=workshop, kind=kind, effect=Decision.Effect.NAMED)
        .select_related("person", "by")
        .order_by("at")
    )
    team = list(_team(workshop))
    chosen = next((user for user in team if str(user.pk) == request.GET.get("team")), None)
    form = NamingForm(
        request.POST if request.method == "POST" else None,
        holders=[one for one in holders if one.person.pk not in {n.person_id for n in named}],
        initial=_facts_of(chosen) if chosen else None,
    )
    if form.is_bound and form.is_valid():
        try:
            decision = name_somebody(
                kind=given,
                person=Person.objects.filter(pk=form.cleaned_data["person"]).first(),
                reason=form.cleaned_data["reason"],
                by=member(request),
                **form.facts,
            )
        except RuleBroken as refusal:
            form.add_error(refusal.field or None, refusal.as_error())
        else:
            words = _("%(name)s is named. The next batch makes the certificate.")
            messages.success(request, words % {"name": _listed(workshop, decision.person)})
            return redirect("certificates:naming", workshop.slug, kind)
    names = {one.person.pk: one.listed_name for one in holders}
    context = {
        "workshop": workshop,
        "kind": given,
        "form": form,
        "named": [(one, names.get(one.person_id, one.person.printed_name)) for one in named],
        "team": [user for user in team if user.email not in {n.person.email for n in named}],
    }
    return render(request, "certificates/naming.html", context, status=422 if form.errors else 200)


def _own_kind(request: HttpRequest, workshop: Workshop, kind: GivenKind | None) -> HttpResponse:
    form = OwnKindForm(request.POST if request.method == "POST" else None, kind=kind)
    if form.is_bound and form.is_valid():
        facts: dict[str, Any] = {"rule": form.cleaned_data["rule"], "words": form.words}
        if kind is None:
            add_own_kind(workshop=workshop, by=member(request), **facts)
        else:
            reword_own_kind(kind=kind, by=member(request), **facts)
        messages.success(request, _("The kind of certificate is saved."))
        return redirect("certificates:kinds", workshop.slug)
    context = {"workshop": workshop, "form": form, "kind": kind}
    return render(
        request, "certificates/own_kind.html", context, status=422 if form.errors else 200
    )


def _team(workshop: Workshop) -> QuerySet[User]:
    members = TeamMember.objects.filter(project=workshop.project_id)
    here = members.filter(workshop=None) | members.filter(workshop=workshop)
    return User.objects.filter(pk__in=here.values("user"), is_active=True).order_by("name", "pk")


def _facts_of(user: User) -> dict[str, str]:
    """A first guess, which the organiser corrects: accounts know one name only."""
    given, _space, family = user.name.rpartition(" ")
    return {"given_names": given, "family_name": family, "email": user.email}


def _listed(workshop: Workshop, person: Person) -> str:
    holders = holders_of(workshop, person=person.pk)
    return holders[0].listed_name if holders else person.printed_name
