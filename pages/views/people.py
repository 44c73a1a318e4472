"""People across workshops: the directory of a project, and one person's page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.rules import RuleBroken
from pages.actions.merging import may_merge
from pages.actions.undoing_merge import Undone, undo_merge
from pages.directory import ORDERS, Wanted, directory_of, note_looks
from pages.history import history_of
from pages.sight import Seen, people_seen_by
from participants.models import MergeRecord
from workshops.models import Project, Workshop
from workshops.permissions import SignedInRequest, requires_in_part_of_project

_A_PAGE = 50
#: A search is answered on one page: the next one would need the name in its address.
_MOST_FOUND = 200


@requires_in_part_of_project("registration.view")
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: SignedInRequest, project: Project) -> HttpResponse:
    """Filters are in the address; a name that is searched for comes by POST."""
    wanted = Wanted(
        words=request.POST.get("search", "").replace("\0", "").strip()[:100],
        delegation=request.GET.get("delegation", ""),
        workshop=request.GET.get("workshop", ""),
        only_alike=request.GET.get("alike") == "yes",
        order=request.GET.get("order", "") if request.GET.get("order") in ORDERS else "name",
    )
    directory = directory_of(project, request.user, wanted)
    size = _MOST_FOUND if wanted.words else _A_PAGE
    page = Paginator(directory.people, size).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    note_looks(shown, wanted.words, request.user)
    beside = _beside(request, project)
    language = get_language() or "en"
    return render(
        request,
        "pages/people.html",
        {
            "project": project,
            "directory": directory,
            "wanted": wanted,
            "orders": ORDERS.items(),
            "page": page,
            "rows": [_row(each, language) for each in shown],
            "beside": beside,
            "may_merge": _may_merge_somewhere(request, project),
            "here": request.get_full_path(),
        },
    )


@requires_in_part_of_project("registration.view")
@require_safe
def person(request: SignedInRequest, project: Project, pk: int) -> HttpResponse:
    return _page_of(request, project, seen_or_404(request, project, pk))


@requires_in_part_of_project("registration.protected")
@require_POST
def reveal_person(request: SignedInRequest, project: Project, pk: int) -> HttpResponse:
    """Show the real name and all workshops of a protected person, once; the look is noted."""
    seen = seen_or_404(request, project, pk)
    if not seen.is_veiled:
        return redirect("pages:person", project.code, pk)
    if not seen.may_unveil:
        raise Http404(_("There is no such page."))
    seen.reveal(request.user)
    return _page_of(request, project, seen)


@requires_in_part_of_project("person.merge")
@require_POST
def undo(request: SignedInRequest, project: Project, pk: int) -> HttpResponse:
    """Take a merge back, from the page of the record that survived."""
    record = MergeRecord.objects.filter(pk=pk).first()
    if record is None:
        raise Http404(_("There is no such page."))
    seen = seen_or_404(request, project, record.survivor_id)
    try:
        outcome = undo_merge(record=record, by=request.user)
    except RuleBroken as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("The merge was undone. There are two records again."))
        for sentence in _what_stays(outcome):
            messages.info(request, sentence)
    return redirect("pages:person", project.code, seen.person.pk)


def seen_or_404(request: SignedInRequest, project: Project, pk: int) -> Seen:
    """The person as this user may see them, with a part in ``project``; others there are none."""
    seen = people_seen_by(request.user, keys=[pk]).get(pk)
    if seen is None or not any(part.workshop.project_id == project.pk for part in seen.parts):
        raise Http404(_("There is no such page."))
    return seen


def _page_of(request: SignedInRequest, project: Project, seen: Seen) -> HttpResponse:
    merges = [] if seen.is_veiled else list(seen.person.merges.select_related("by", "undone_by"))
    may = may_merge(request.user, [seen.person])
    return render(
        request,
        "pages/person.html",
        {
            "project": project,
            "seen": seen,
            "person": seen.person,
            "entries": history_of(seen),
            "merges": [{"record": one, "may_undo": may and one.can_be_undone} for one in merges],
            "may_merge": may and not seen.is_protected,
            "may_reveal": seen.is_veiled and seen.may_unveil,
        },
    )


def _row(seen: Seen, language: str) -> dict:
    delegations = {
        part.registration.delegation.name_in(language)
        for part in seen.parts
        if part.registration and part.registration.delegation
    }
    agencies = {part.agency: None for part in seen.parts if part.agency}
    return {
        "seen": seen,
        "delegations": ", ".join(sorted(delegations)),
        "agency": next(iter(agencies), ""),
        "workshops": seen.workshops,
    }


def _beside(request: SignedInRequest, project: Project) -> Seen | None:
    """The record for which another one is looked for, to be merged with."""
    wanted = request.GET.get("beside", "")
    if not (wanted.isdecimal() and len(wanted) <= 18):
        return None
    seen = seen_or_404(request, project, int(wanted))
    return None if seen.is_protected else seen


def _may_merge_somewhere(request: SignedInRequest, project: Project) -> bool:
    theirs = Workshop.objects.permitting(request.user, "person.merge")
    return theirs.filter(project=project).exists()


def _what_stays(outcome: Undone) -> list[str]:
    name, sentences = outcome.survivor.full_name, []
    if outcome.newer_rows:
        words = ngettext(
            "%(n)d entry that came after the merge stays with %(name)s.",
            "%(n)d entries that came after the merge stay with %(name)s.",
            outcome.newer_rows,
        )
        sentences.append(words % {"n": outcome.newer_rows, "name": name})
    if outcome.newer_facts:
        words = _("Corrected since the merge, and left as it is: %(facts)s.")
        sentences.append(words % {"facts": ", ".join(outcome.newer_facts)})
    return sentences
