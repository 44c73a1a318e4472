"""The kinds of work: which function does it, what it is called, how many items at once.

An app tells its kinds in its ``tasks.py``, which Celery's autodiscovery imports::

    @handles("certificates.issue", title=title, batch_size=20)
    def issue_certificates(items, work):
        for item in items:
            with work.on(item) as result:
                result["certificate"] = issue(item.reference)

A handler must be idempotent: a worker may die after the deed and before it is written down, and
the item is then done again. Files get a deterministic name, are written under a temporary one and
moved. Keep heavy imports (WeasyPrint) inside the handler: web processes read the titles, too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from accounts.models import User
    from jobs.models import Job, JobItem
    from jobs.working import Work

Handler = Callable[["list[JobItem]", "Work"], "dict[str, dict[str, Any]] | None"]


@dataclass(frozen=True)
class Kind:
    name: str
    handler: Handler
    title: "str | Promise | Callable[[Job], str]"
    batch_size: int = 1
    result_url: "Callable[[Job], str] | None" = None
    labels: "Callable[[Job, list[str]], dict[str, str]] | None" = None
    permits: "Callable[[Job, User], bool] | None" = None

    def title_of(self, job: "Job") -> str:
        return str(self.title(job) if callable(self.title) else self.title)

    def result_url_of(self, job: "Job") -> str:
        return self.result_url(job) if self.result_url else ""

    def labels_of(self, job: "Job", references: list[str]) -> dict[str, str]:
        return self.labels(job, references) if self.labels and references else {}

    def is_open_to(self, job: "Job", user: "User") -> bool:
        return self.permits is None or self.permits(job, user)


_kinds: dict[str, Kind] = {}


def handles(
    name: str,
    *,
    title: "str | Promise | Callable[[Job], str]",
    batch_size: int = 1,
    result_url: "Callable[[Job], str] | None" = None,
    labels: "Callable[[Job, list[str]], dict[str, str]] | None" = None,
    permits: "Callable[[Job, User], bool] | None" = None,
) -> Callable[[Handler], Handler]:
    """Register the decorated function as the one that does items of kind ``name``.

    It is called as ``handler(items, work)`` outside any transaction, with the language of the
    person who asked active. Items tried for the first time come up to ``batch_size`` together,
    all of one stage; an item that is retried comes alone, so that one bad item cannot take its
    neighbours down. For each item, in the order it likes, the handler either

    - enters ``with work.on(item) as result:`` and fills the dict ``result`` (JSON): at the end of
      the block the item is done, or, after an exception, failed or put back, and the loop goes on;
    - or leaves it: what is not recorded when the handler returns is done, with the result
      ``returned[item.reference]`` if the handler returned a dict.

    ``common.rules.RuleBroken`` fails the item with its sentence, at once. Any other exception
    puts it back for later (5 s, then 20 s), and the third one fails it with an incident number.

    ``title`` is a lazy string or ``title(job)``; it is asked for on every display, so that it
    comes in the reader's language. ``result_url(job)`` names the page to return to.
    ``labels(job, references)`` says in one query what to call items on a page (``{reference:
    name}``); without it the bare reference is shown. ``permits(job, user)`` is asked on every look
    at the job's page: whoever asked for it may have lost the role that allowed it.
    """

    def register(handler: Handler) -> Handler:
        known = _kinds.get(name)
        if known and known.handler.__module__ != handler.__module__:
            raise ValueError(f"{name} is handled by {known.handler.__module__} already")
        _kinds[name] = Kind(name, handler, title, batch_size, result_url, labels, permits)
        return handler

    return register


def kind_named(name: str) -> Kind:
    """The kind of this name. Raises LookupError when no installed app handles it."""
    if name not in _kinds:
        _discover()
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"no installed app handles jobs of kind {name!r}") from None


def _discover() -> None:
    """Import what a worker imports; Celery's own way would run the system checks in a request."""
    autodiscover_modules("tasks")
    for module in settings.CELERY_IMPORTS:
        import_module(module)
