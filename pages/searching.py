"""Find people, workshops, delegations, sessions and certificates among what a user may see.

Names are compared without accents and case, in any script: who types "Kaukens" finds Ķauķēns, on
SQLite as on PostgreSQL. A protected person is found by the real name only by those who may know
it; everybody else finds, and reads, the alias. Finding the alias by the name tells who it is, so
it is noted as a look.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language

from accounts.models import User
from certificates.models import Certificate
from participants.actions.protecting import look
from participants.models import Delegation, Registration
from sessions.models import AgendaItem
from workshops.models import Workshop

MOST = 20
SHORTEST = 2

# Letters of their own right, which Unicode does not take apart into a letter and a mark.
_LETTERS = str.maketrans(
    {"ə": "e", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)


@dataclass(frozen=True)
class Hit:
    title: str
    note: str
    url: str


@dataclass
class Found:
    """The hits by kind; ``has_more`` when a kind was cut short."""

    workshops: list[Hit] = field(default_factory=list)
    people: list[Hit] = field(default_factory=list)
    delegations: list[Hit] = field(default_factory=list)
    sessions: list[Hit] = field(default_factory=list)
    certificates: list[Hit] = field(default_factory=list)
    has_more: bool = False

    @property
    def total(self) -> int:
        return sum(
            len(hits)
            for hits in (
                self.workshops,
                self.people,
                self.delegations,
                self.sessions,
                self.certificates,
            )
        )


def search(user: User, words: str) -> Found:
    """Everything ``user`` may see in which all of ``words`` occur; the same number of queries."""
    wanted = fold(words).split()
    found = Found()
    if sum(len(word) for word in wanted) < SHORTEST:
        return found
    found.workshops = _cut(found, _workshops(user, wanted))
    found.people = _cut(found, _people(user, wanted))
    found.delegations = _cut(found, _delegations(user, wanted))
    found.sessions = _cut(found, _sessions(user, wanted))
    found.certificates = _cut(found, _certificates(user, words))
    return found


def fold(text: str) -> str:
    """``text`` without accents and case, for comparing."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in taken_apart if not unicodedata.combining(c))
    return bare.translate(_LETTERS)


def _workshops(user: User, wanted: list[str]) -> Iterable[Hit]:
    rows = Workshop.objects.permitting(user, "workshop.view").with_project()
    for workshop in rows:
        if _matches(wanted, workshop.title, workshop.slug, workshop.city, workshop.project.title):
            yield Hit(
                workshop.title,
                f"{workshop.city}, {workshop.starts_on.year}".strip(", "),
                reverse("pages:overview", args=[workshop.slug]),
            )


def _people(user: User, wanted: list[str]) -> Iterable[Hit]:
    rows = (
        Registration.objects.filter(
            workshop__in=Workshop.objects.permitting(user, "registration.view")
        )
        .for_list()
        .select_related("workshop__project")
        .order_by("-workshop__starts_on", "person__family_name", "pk")
    )
    may_know = set(
        Workshop.objects.permitting(user, "registration.protected").values_list("pk", flat=True)
    )
    # A person stands once, with all the workshops; under an alias for each by itself, since what
    # is the same person's would say who it is.
    together: dict[int, list[Registration]] = {}
    veiled: set[int] = set()
    found: list[list[Registration]] = []
    for registration in rows.iterator(chunk_size=500):
        if registration.is_protected:
            veiled.add(registration.person_id)
        person = registration.person
        texts = [registration.alias]
        if not registration.is_protected or registration.workshop_id in may_know:
            texts += [
                person.full_name,
                person.name_on_certificate,
                person.name_in_own_script,
                person.email,
            ]
        if _matches(wanted, *texts):
            if registration.is_protected:
                if not _matches(wanted, registration.alias):
                    look(registration=registration, by=user)
                found.append([registration])
            elif registration.person_id in together:
                together[registration.person_id].append(registration)
            else:
                together[registration.person_id] = [registration]
                found.append(together[registration.person_id])
    for theirs in found:
        if len(theirs) > 1 and theirs[0].person_id not in veiled:
            yield _person(theirs)
        else:
            yield from map(_registration, theirs)


def _registration(registration: Registration) -> Hit:
    delegation = str(registration.delegation) if registration.delegation else ""
    return Hit(
        registration.listed_name,
        " · ".join(filter(None, [delegation, registration.workshop.title])),
        reverse("participants:registration", args=[registration.workshop.slug, registration.pk]),
    )


def _person(registrations: list[Registration]) -> Hit:
    latest = registrations[0]
    return Hit(
        latest.listed_name,
        " · ".join(dict.fromkeys(row.workshop.title for row in registrations)),
        reverse("pages:person", args=[latest.workshop.project.code, latest.person_id]),
    )


def _delegations(user: User, wanted: list[str]) -> Iterable[Hit]:
    language = get_language() or "en"
    rows = Delegation.objects.filter(
        workshop__in=Workshop.objects.permitting(user, "delegation.view")
    ).select_related("workshop")
    for delegation in rows.order_by("-workshop__starts_on", "pk"):
        name = delegation.name_in(language)
        if _matches(wanted, name, delegation.name_in("en")):
            yield Hit(
                name,
                delegation.workshop.title,
                reverse("participants:delegation", args=[delegation.workshop.slug, delegation.pk]),
            )


def _sessions(user: User, wanted: list[str]) -> Iterable[Hit]:
    rows = AgendaItem.objects.filter(
        workshop__in=Workshop.objects.permitting(user, "agenda.view")
    ).select_related("workshop")
    for item in rows.order_by("-workshop__starts_on", "day", "start_minute", "pk"):
        if _matches(wanted, item.title):
            yield Hit(
                item.title,
                item.workshop.title,
                reverse("agenda:editor", args=[item.workshop.slug]),
            )


def _certificates(user: User, words: str) -> Iterable[Hit]:
    """By the number on the sheet, whole or its last digits, or by the code of its address."""
    words = words.strip()
    number = re.search(r"(?:\A|/)(\d{1,9})\Z", words)
    prefix = words.rpartition("/")[0]
    which = Q(code=words.upper())
    if number:
        exactly = Q(number=int(number.group(1)))
        which |= exactly & Q(series__prefix__iexact=prefix) if prefix else exactly
    rows = (
        Certificate.objects.filter(
            which, series__workshop__in=Workshop.objects.permitting(user, "certificate.view")
        )
        .with_holder()
        .select_related("series__workshop")
    )
    for certificate in rows.order_by("-issued_at", "pk")[: MOST + 1]:
        yield Hit(
            certificate.printed_number,
            " · ".join(filter(None, [certificate.holder_name, certificate.get_state_display()])),
            reverse("certificates:list", args=[certificate.series.workshop.slug]),
        )


def _matches(wanted: list[str], *texts: str) -> bool:
    haystack = fold(" ".join(filter(None, texts)))
    return all(word in haystack for word in wanted)


def _cut(found: Found, hits: Iterable[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in hits:
        if len(kept) == MOST:
            found.has_more = True
            break
        kept.append(hit)
    return kept
