"""From the standard words of a certificate to those of its design, taken down at issuing.

The facts in the wording (name, title, dates, place) stay what they are, because verification and
credentials speak from them; a design only changes what the sheet says.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings

from certificates.designs.blocks import BLOCKS
from certificates.designs.content import Content
from certificates.designs.placeholders import fill
from certificates.models import DesignVersion
from certificates.wording import hours
from common.dates import date_range
from participants.countries import country_name
from participants.models import Registration
from workshops.models import Workshop, WorkshopOrganiser

#: What a sheet says again in its second language.
_SAID_TWICE = (
    "heading", "opening", "participation", "title_line", "when_line", "workshop_title", "dates",
    "place", "designation", "details", "statement", "number_label", "verify_label",
)  # fmt: skip


def in_design(
    version: DesignVersion | None,
    registration: Registration,
    word: Callable[[str], dict[str, Any]],
    *,
    language: str,
    now: datetime,
) -> dict[str, Any]:
    """``word(language)``, the standard wording, dressed by ``version``; None leaves it as it is."""
    if version is None:
        return word(language)
    return dressed(Content.read(version.content), registration, word, language=language, now=now)


def dressed(
    content: Content,
    registration: Registration,
    word: Callable[[str], dict[str, Any]],
    *,
    language: str,
    now: datetime,
) -> dict[str, Any]:
    workshop = registration.workshop
    said = word(language)
    _put_organisers(said, content, workshop)
    _put_words(said, content, registration, language, now)
    second = second_language(content, language, workshop)
    if second:
        again = word(second)
        _put_words(again, content, registration, second, now)
        said["second"] = {"language": second} | {
            key: again[key] for key in _SAID_TWICE if key in again
        }
    if content.signatories:
        said["signatories"] = [
            {
                "name": hand.name,
                "role": hand.role_in(language),
                "second_role": hand.role_in(second) if second else "",
                "signature": hand.signature,
            }
            for hand in content.signatories
        ]
    elif second:
        for line, again_line in zip(said["signatories"], again["signatories"], strict=False):
            line["second_role"] = again_line["role"]
    return said


def second_language(content: Content, language: str, workshop: Workshop) -> str:
    """The other language of a sheet in two; empty of one in a single language.

    The design's own, unless the sheet is in that one already; then the workshop's, then any."""
    if not content.is_bilingual:
        return ""
    known = [code for code, _name in settings.LANGUAGES]
    wanted = [content.second_language, workshop.certificate_language, *known]
    return next((code for code in wanted if code in known and code != language), "")


def values_of(
    said: Mapping[str, Any], registration: Registration, language: str, now: datetime
) -> dict[str, str]:
    """What each placeholder stands for, but the number, which no sheet has yet."""
    workshop, delegation = registration.workshop, registration.delegation
    first, last = (date.fromisoformat(said[key]) for key in ("starts_on", "ends_on"))
    return {
        "workshop.title": said["workshop_title"],
        "workshop.dates": said["dates"],
        "workshop.first_day": date_range(first, language=language),
        "workshop.last_day": date_range(last, language=language),
        "workshop.place": said["place"],
        "workshop.city": said["city"],
        "workshop.country": country_name(said["country"], language) if said["country"] else "",
        "participant.name": said["name"],
        "participant.own_script_name": said["own_script_name"],
        "participant.title": registration.person.title,
        "participant.agency": registration.agency,
        "participant.delegation": delegation.name_in(language) if delegation else "",
        "hours": hours(said["minutes"], language),
        "issued": date_range(now.astimezone(workshop.zone).date(), language=language),
    }


def _put_words(
    said: dict[str, Any],
    content: Content,
    registration: Registration,
    language: str,
    now: datetime,
) -> None:
    own = content.blocks.get(language, {})
    values = values_of(said, registration, language, now)
    for block in BLOCKS:
        if text := own.get(block.key, ""):
            said[block.key] = fill(text, values)


def _put_organisers(said: dict[str, Any], content: Content, workshop: Workshop) -> None:
    """Those with a place of their own first, then the rest of the workshop's, donors aside."""
    if not content.organisers and not content.is_choosing:
        return
    parts = list(workshop.organisers.select_related("organisation"))
    names = {part.organisation_id: part.organisation.name for part in parts}
    shown = [(one.organisation, one.logo) for one in content.organisers]
    if not content.is_choosing:
        placed = {number for number, _logo in shown}
        shown += [
            (part.organisation_id, "")
            for part in parts
            if part.part != WorkshopOrganiser.Part.DONOR and part.organisation_id not in placed
        ]
    there = [(names[number], logo) for number, logo in shown if number in names]
    said["organisers"] = [name for name, _logo in there]
    said["logos"] = [logo for _name, logo in there]


def printed_texts(said: Mapping[str, Any]) -> str:
    """All that is printed of a wording, in one string: is there a glyph for each of it?"""
    texts: list[str] = []
    waiting: list[Any] = list(said.values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, Mapping):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return "".join(texts)
