"""Records that may be one person: look at both, merge them, or say that they are two people."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.dates import date_range
from common.rules import RuleBroken
from pages.actions.merging import may_merge, merge
from pages.duplicates import explained, proposals_of, told_apart
from pages.forms import MergeForm
from pages.history import history_of
from pages.sight import Seen, people_seen_by
from participants.actions.telling_apart import take_back, tell_apart
from participants.matching import reasons
from workshops.models import Project
from workshops.permissions import SignedInRequest, requires_in_part_of_project

_A_PAGE = 20
_MOST_TOLD_APART = 50


@requires_in_part_of_project("person.merge")
@require_safe
def duplicates(request: SignedInRequest, project: Project) -> HttpResponse:
    """The proposals, both records side by side, and what was said about others before."""
    pairs = proposals_of(project, request.user)
    page = Paginator(pairs, _A_PAGE).get_page(request.GET.get("page"))
    proposals = explained(list(page.object_list))
    seen = people_seen_by(request.user, keys={pk for pair in page.object_list for pk in pair})
    return render(
        request,
        "pages/duplicates.html",
        {
            "project": project,
            "page": page,
            "rows": [
                {
                    "records": [seen[one.first.pk], seen[one.second.pk]],
                    "reasons": one.reasons,
                    "first": one.first,
                    "second": one.second,
                }
                for one in proposals
            ],
            "apart": list(told_apart(project, request.user)[:_MOST_TOLD_APART]),
        },
    )


@requires_in_part_of_project("person.merge")
@require_POST
def apart(request: SignedInRequest, project: Project, pk: int, other: int) -> HttpResponse:
    """Remember that these are two people; or forget it again."""
    one, two = _both(request, project, pk, other)
    if "take-back" in request.POST:
        take_back(one=one.person, other=two.person)
        messages.success(request, _("Taken back. The two may be proposed again."))
    else:
        tell_apart(one=one.person, other=two.person, by=request.user)
        words = _("Kept: %(one)s and %(other)s are two people. They are not proposed again.")
        messages.success(request, words % {"one": one.name, "other": two.name})
    return redirect("pages:duplicates", project.code)


@requires_in_part_of_project("person.merge")
@require_http_methods(["GET", "HEAD", "POST"])
def merge_people(request: SignedInRequest, project: Project, pk: int, other: int) -> HttpResponse:
    """Side by side: which record stays, and which fact where the two differ."""
    one, two = _both(request, project, pk, other)
    form = MergeForm(
        request.POST or None, one=one.person, other=two.person, labels=[_label(one), _label(two)]
    )
    if request.method == "POST" and form.is_valid():
        try:
            record = merge(survivor=form.stays, other=form.goes, by=request.user, take=form.take)
        except RuleBroken as refused:
            form.add_error(None, refused.sentence)
        else:
            days = (record.ends_at - record.at).days
            words = _("The two records are one now. This can be undone for %(days)d days.")
            messages.success(request, words % {"days": days})
            return redirect("pages:person", project.code, record.survivor_id)
    return render(
        request,
        "pages/merge.html",
        {
            "project": project,
            "one": one,
            "two": two,
            "sides": [{"seen": each, "entries": history_of(each)} for each in (one, two)],
            "reasons": reasons(one.person, two.person),
            "form": form,
            "may_merge": may_merge(request.user, [one.person, two.person]),
        },
        status=422 if form.errors else 200,
    )


def _both(request: SignedInRequest, project: Project, pk: int, other: int) -> tuple[Seen, Seen]:
    """Two records that this user may see by name, one of them in ``project``.

    Protected people are not compared: beside the other record, the alias would be no secret."""
    seen = people_seen_by(request.user, keys=[pk, other])
    if pk == other or len(seen) < 2 or any(each.is_protected for each in seen.values()):
        raise Http404(_("There is no such page."))
    if all(part.workshop.project_id != project.pk for each in seen.values() for part in each.parts):
        raise Http404(_("There is no such page."))
    return seen[pk], seen[other]


def _label(seen: Seen) -> str:
    number = len(seen.workshops)
    words = ngettext(
        "%(name)s, known since %(day)s, %(n)d workshop",
        "%(name)s, known since %(day)s, %(n)d workshops",
        number,
    )
    day = date_range(seen.person.created_at.date())
    return words % {"name": seen.person.full_name, "day": day, "n": number}
