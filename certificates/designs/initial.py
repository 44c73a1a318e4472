"""What the editor's fields are called, and what they show of a version."""

from typing import Any

from certificates.designs.blocks import Block
from certificates.designs.content import Content
from certificates.models import Design
from workshops.models import WorkshopOrganiser


def parts_of(design: Design) -> list[WorkshopOrganiser]:
    """One for each organisation of the workshop, in the order of the workshop."""
    parts = design.workshop.organisers.select_related("organisation")
    first: dict[int, WorkshopOrganiser] = {}
    for part in parts:
        first.setdefault(part.organisation_id, part)
    return list(first.values())


def organiser_name(part: WorkshopOrganiser) -> str:
    return f"organiser-{part.organisation_id}"


def text_name(language: str, block: Block) -> str:
    return f"text-{language}-{block.key}"


def initial_of(design: Design, parts: list[WorkshopOrganiser], content: Content) -> dict[str, Any]:
    """By the name of the field; an organiser that the version does not place stands behind."""
    placed = {one.organisation: (n, one.logo) for n, one in enumerate(content.organisers)}
    initial: dict[str, Any] = {
        "name": design.name,
        "layout": content.layout,
        "paper": content.paper,
        "colour": content.colour,
        "accent": content.accent,
        "second_language": content.second_language,
        "seal": content.seal,
        "preview_language": design.workshop.certificate_language,
    }
    for place, part in enumerate(parts):
        number, logo = placed.get(part.organisation_id, (place + len(placed), ""))
        is_usual = part.part != WorkshopOrganiser.Part.DONOR and not content.is_choosing
        initial |= {
            f"{organiser_name(part)}-is_shown": part.organisation_id in placed or is_usual,
            f"{organiser_name(part)}-place": number + 1,
            f"{organiser_name(part)}-logo": logo,
        }
    for code, own in content.blocks.items():
        initial |= {f"text-{code}-{key}": text for key, text in own.items()}
    for number, hand in enumerate(content.signatories):
        initial |= {
            f"hand-{number}-name": hand.name,
            f"hand-{number}-signature": hand.signature,
            **{f"hand-{number}-role-{code}": role for code, role in hand.roles.items()},
        }
    return initial
