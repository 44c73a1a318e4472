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
from certificates.designs.placeholders import fill, names_a_person
from certificates.eligibility import Verdict
from certificates.holders import Holder
from certificates.models import DesignVersion, GivenKind
from certificates.phrases import hours
from certificates.wording import blank_wording_of, wording_of
from common.dates import date_range
from participants.countries import country_name
from workshops.models import Workshop, WorkshopOrganiser

#: What a sheet says again in its second language.
_SAID_TWICE = (
    "heading", "opening", "participation", "title_line", "when_line", "workshop_title", "dates",
    "place", "designation", "details", "statement", "number_label", "verify_label",
)  # fmt: skip


def worded(
    version: DesignVersion | None,
    holder: Holder,
    kind: GivenKind,
    verdict: Verdict,
    *,
    language: str,
    now: datetime,
) -> dict[str, Any]:
    """All words of ``holder``'s sheet in ``version``; None is the built-in look."""

    def standard(code: str) -> dict[str, Any]:
        return wording_of(holder, kind, verdict, language=code, now=now)

    if version is None:
        return standard(language)
    content = Content.read(version.content)
    return dressed(content, holder.workshop, standard, holder=holder, language=language, now=now)


def blank_worded(
    version: DesignVersion | None, kind: GivenKind, *, language: str, now: datetime
) -> dict[str, Any]:
    """The words of a sheet without a name. What the design says of a person is left out of it."""

    def standard(code: str) -> dict[str, Any]:
        return blank_wording_of(kind.workshop, kind, language=code, now=now)

    if version is None:
        return standard(language)
    content = Content.read(version.content)
    return dressed(content, kind.workshop, standard, holder=None, language=language, now=now)


def dressed(
    content: Content,
    workshop: Workshop,
    standard: Callable[[str], dict[str, Any]],
    *,
    holder: Holder | None,
    language: str,
    now: datetime,
) -> dict[str, Any]:
    """``standard(language)``, the usual wording, as the design has it; None: of a blank sheet."""
    said = standard(language)
    _put_organisers(said, content, workshop)
    _put_words(said, content, workshop, holder, language, now)
    second = second_language(content, language, workshop)
    if second:
        again = standard(second)
        _put_words(again, content, workshop, holder, second, now)
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
    said: Mapping[str, Any],
    workshop: Workshop,
    holder: Holder | None,
    language: str,
    now: datetime,
) -> dict[str, str]:
    """What each placeholder stands for, but the number, which no sheet has yet."""
    delegation = holder.delegation if holder else None
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
        "participant.title": holder.person.title if holder else "",
        "participant.agency": holder.agency if holder else "",
        "participant.delegation": delegation.name_in(language) if delegation else "",
        "hours": hours(said.get("attended_minutes") or said["minutes"], language),
        "issued": date_range(now.astimezone(workshop.zone).date(), language=language),
    }


def _put_words(
    said: dict[str, Any],
    content: Content,
    workshop: Workshop,
    holder: Holder | None,
    language: str,
    now: datetime,
) -> None:
    own = content.blocks.get(language, {})
    values = values_of(said, workshop, holder, language, now)
    for block in BLOCKS:
        text = own.get(block.key, "")
        if text and (holder or not names_a_person(text)):
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
