"""Who of the demonstration's speakers has answered, and what they sent in: all invented."""

import datetime
import io

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from pages.demo.people import LINKS_END
from pages.demo.reading import read
from participants.actions.keeping_keys import keep_keys
from sessions.actions.keeping_materials import add_material
from sessions.models import Confirmation, Speaker
from workshops.models import Workshop

ASKED_AT = datetime.datetime(2019, 11, 4, 8, 15, tzinfo=datetime.UTC)
ANSWERED_AT = datetime.datetime(2019, 11, 8, 10, 40, tzinfo=datetime.UTC)


def build(workshop: Workshop, *, by: User) -> Speaker:
    """Some have confirmed, one has declined a session, one was not asked; returns one who has not
    answered yet, whose page a visitor may open."""
    told = read("kyiv_2019_speakers")
    by_name = {one.person.family_name: one for one in workshop.speakers.select_related("person")}
    for about in told["speakers"]:
        speaker = by_name[about["family_name"]]
        speaker.person.email = about.get("email", "")
        speaker.person.save(update_fields=["email"])
        keep_keys([speaker.person])
        speaker.link_expires_at = LINKS_END
        for name in ("biography", "equipment_needs", "dietary_needs", "name_request"):
            setattr(speaker, name, about.get(name, ""))
        if about["answer"]:
            speaker.contacted_at = ASKED_AT
            _answers(speaker, about)
        speaker.save()
    _materials(workshop, told["materials"], by=by)
    return by_name[told["visitor_is"]]


def _answers(speaker: Speaker, about: dict) -> None:
    declines = about.get("declines", {})
    for item in {part.item for part in speaker.appearances.select_related("item")}:
        reason = declines.get(item.title, "")
        state = Confirmation.State.DECLINED if reason else about["answer"]
        Confirmation.objects.create(
            item=item,
            speaker=speaker,
            state=state,
            reason=reason,
            day=item.day,
            start_minute=item.start_minute,
            asked_at=ASKED_AT,
            answered_at=None if state == Confirmation.State.ASKED else ANSWERED_AT,
        )


def _materials(workshop: Workshop, told: list[dict], *, by: User) -> None:
    for position, about in enumerate(told, start=1):
        item = workshop.agenda.get(title=about["session"]) if "session" in about else None
        facts = {
            "title": about["title"],
            "titles": about.get("titles", {}),
            "kind": about["kind"],
            "item": item,
            "url": about.get("url", ""),
            "visibility": about["visibility"],
            "position": position,
        }
        upload = None
        if "text" in about:
            sheet = _sheet_of(about["title"], about["text"])
            upload = SimpleUploadedFile(f"{about['title']}.pdf", sheet)
        add_material(workshop=workshop, by=by, facts=facts, upload=upload)


def _sheet_of(title: str, lines: list[str]) -> bytes:
    """A page of plain Latin text: the typesetter would make the first start wait."""
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = [f"({_escaped(line)}) Tj T*" for line in lines]
        text = f"BT /F1 20 Tf 60 760 Td ({_escaped(title)}) Tj /F1 12 Tf 20 TL 0 -40 Td"
        page.Contents = pdf.make_stream(" ".join([text, *shown, "ET"]).encode("latin-1"))
        pdf.save(written)
    return written.getvalue()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
