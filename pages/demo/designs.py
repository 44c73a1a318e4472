"""Two designs of certificates: the real organisers, and hands and a seal made up here."""

from io import BytesIO
from math import cos, pi, sin, tau

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from accounts.models import User
from certificates.actions.choosing_design import choose_designs
from certificates.actions.saving_design import save_design
from certificates.actions.starting_design import start_design
from certificates.designs.content import Content, Hand
from certificates.designs.pictures import keep_picture
from certificates.rendering.layouts import APPRECIATION, CLASSIC
from certificates.rendering.typefaces import FONTS_DIR
from workshops.models import Workshop

_INK = (24, 42, 104)
_ROLES = (
    {
        "en": "Head of unit (invented)",
        "fr": "Chef d’unité (personnage inventé)",
        "ru": "Начальник отдела (вымышленное лицо)",
    },
    {
        "en": "Deputy minister (invented)",
        "fr": "Vice-ministre (personnage inventé)",
        "ru": "Заместитель министра (вымышленное лицо)",
    },
)
_THANKS = {
    "en": "has contributed as a speaker to the workshop",
    "fr": "a contribué en tant qu’intervenant à l’atelier",
    "ru": "выступил(а) с докладом на семинаре",
}


def build(workshop: Workshop, *, by: User) -> None:
    """One design for everybody's certificates, and one for speakers that is not used yet."""
    participants = start_design(
        workshop=workshop, name="Participants", content=Content(layout=CLASSIC), by=by
    )
    save_design(
        design=participants,
        name=participants.name,
        content=Content(
            layout=CLASSIC,
            colour="#1f3a5f",
            accent="#8a6d2f",
            signatories=(
                Hand("Henrik Solvang", _ROLES[0], keep_picture(participants, _hand(3, 1.9))),
                Hand("Oksana Verbytska", _ROLES[1], keep_picture(participants, _hand(5, 1.35))),
            ),
            seal=keep_picture(participants, _seal()),
        ),
        by=by,
    )
    start_design(
        workshop=workshop,
        name="Speakers",
        content=Content(
            layout=APPRECIATION,
            colour="#5b1f2b",
            accent="#8f7028",
            blocks={code: {"participation": words} for code, words in _THANKS.items()},
            signatories=(Hand("Henrik Solvang", _ROLES[0]),),
        ),
        by=by,
    )
    choose_designs(workshop=workshop, chosen={"": participants}, by=by)


def _hand(loops: float, lean: float) -> SimpleUploadedFile:
    """A flourish that is nobody's signature."""
    picture = Image.new("RGB", (960, 300), "white")
    pen = ImageDraw.Draw(picture)
    steps = 900
    for step in range(steps):
        t = step / steps
        fade = sin(pi * min(1, t * 1.15)) ** 0.7 if t * 1.15 < 1 else 0.12
        x = 70 + 800 * t + 46 * cos(tau * loops * t * lean)
        y = 160 - 105 * fade * sin(tau * loops * t * lean + 0.6) * (1 - 0.55 * t)
        width = 3.2 + 1.6 * sin(tau * loops * t)
        pen.ellipse((x - width, y - width, x + width, y + width), fill=_INK)
    return _png(picture)


def _seal() -> SimpleUploadedFile:
    """Rings and rays around a word that says what it is."""
    size, middle = 900, 450
    picture = Image.new("RGB", (size, size), "white")
    pen = ImageDraw.Draw(picture)
    for radius, width in ((430, 12), (405, 4), (285, 8), (268, 3)):
        box = (middle - radius, middle - radius, middle + radius, middle + radius)
        pen.ellipse(box, outline=_INK, width=width)
    for ray in range(72):
        angle = tau * ray / 72
        near, far = 300, 390 if ray % 2 else 352
        pen.line(
            [
                (middle + near * cos(angle), middle + near * sin(angle)),
                (middle + far * cos(angle), middle + far * sin(angle)),
            ],
            fill=_INK,
            width=6,
        )
    for words, place, letters in (("INVENTED", -40, 92), ("demonstration", 62, 62)):
        face = ImageFont.truetype(str(FONTS_DIR / "NotoSerif-Bold.ttf"), letters)
        pen.text((middle, middle + place), words, font=face, fill=_INK, anchor="mm")
    return _png(picture)


def _png(picture: Image.Image) -> SimpleUploadedFile:
    out = BytesIO()
    picture.save(out, "PNG")
    return SimpleUploadedFile("drawing.png", out.getvalue(), content_type="image/png")
