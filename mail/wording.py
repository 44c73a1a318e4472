"""From kind, language and values to subject and text, standard or in the workshop's own words."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.functional import Promise

from common.dates import date_range
from mail.kinds import COMMON, Kind
from mail.models import MessageTemplate
from mail.placeholders import fill
from workshops.models import Workshop

SUBJECT_LENGTH = 250


@dataclass(frozen=True)
class Wording:
    subject: str
    body: str


def word(
    *, kind: Kind, language: str, context: Mapping[str, Any], workshop: Workshop | None, name: str
) -> Wording:
    """The message in ``language``: in the workshop's own wording where it has one.

    Raises ValueError when ``context`` is not exactly what the kind declares, and TypeError for a
    value that is no plain fact.
    """
    if context.keys() != kind.placeholders.keys():
        raise ValueError(
            f"{kind.name} needs {sorted(kind.placeholders)}, was given {sorted(context)}"
        )
    with translation.override(language):
        values = {**_facts(workshop, name), **{key: _plain(context[key]) for key in context}}
        own = _own_wording(kind, language, workshop)
        if own:
            return _tidy(fill(own.subject, values), fill(own.body, values))
        return _standard(kind, values)


def standard_wording(kind: Kind, language: str) -> Wording:
    """The standard wording with its placeholders left open, as ``{link}``: a text to start from."""
    with translation.override(language):
        return _standard(kind, {name: f"{{{name}}}" for name in kind.all_placeholders})


def preview(kind: Kind, workshop: Workshop, language: str, *, subject: str, body: str) -> Wording:
    """Subject and text filled with the workshop's own facts and the kind's declared samples."""
    with translation.override(language):
        samples = {name: _plain(kind.samples.get(name, f"[{name}]")) for name in kind.placeholders}
        values = {**_facts(workshop, "Ana Beridze"), **samples}
        return _tidy(fill(subject, values), fill(body, values))


def _standard(kind: Kind, values: Mapping[str, str]) -> Wording:
    template = get_template(kind.template_name).template  # type: ignore[attr-defined]
    # Parted before the values come in: a value of two lines must not push text out of the subject.
    first, _separator, body = template.source.lstrip().partition("\n")
    if not first.startswith("Subject:"):
        raise ValueError(f"{kind.template_name}: the first line must begin with 'Subject:'")
    # Plain text: escaping would turn "Côte d'Ivoire" into entities.
    context = Context(dict(values), autoescape=False)
    subject, body = (template.engine.from_string(part).render(context) for part in (first, body))
    return _tidy(subject.removeprefix("Subject:"), body)


def _tidy(subject: str, body: str) -> Wording:
    # One line only: a line break in a name must not become a header of its own.
    subject = " ".join(subject.split())
    if len(subject) > SUBJECT_LENGTH:
        subject = subject[: SUBJECT_LENGTH - 1].rstrip() + "…"
    return Wording(subject, re.sub(r"\n{3,}", "\n\n", body.replace("\r\n", "\n")).strip() + "\n")


def _own_wording(kind: Kind, language: str, workshop: Workshop | None) -> MessageTemplate | None:
    if workshop is None:
        return None
    return MessageTemplate.objects.filter(
        workshop=workshop, kind=kind.name, language=language
    ).first()


def _facts(workshop: Workshop | None, name: str) -> dict[str, str]:
    """The values of ``COMMON``; a message without a workshop has empty ones for it."""
    facts = dict.fromkeys(COMMON, "") | {
        "name": name,
        "installation": settings.INSTALLATION_NAME,
        "support_email": settings.SUPPORT_EMAIL or parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
    }
    if workshop is not None:
        facts |= {
            "workshop_title": workshop.title,
            "workshop_dates": date_range(workshop.starts_on, workshop.ends_on),
            "workshop_place": ", ".join(filter(None, [workshop.venue, workshop.city])),
            "project_title": workshop.project.title,
        }
    return facts


def _plain(value: Any) -> str:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return date_range(value)
    if isinstance(value, str | int | Promise):
        return str(value)
    raise TypeError(f"a message's placeholder takes text, a number or a date, not {type(value)}")
