"""The texts of a sheet that a design may word anew, and what each of them may name."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from certificates.designs.placeholders import ALL, SHARED
from certificates.models import Kind
from certificates.phrases import heading


@dataclass(frozen=True)
class Block:
    """One text. What all sheets share is drawn once, so it names nothing personal."""

    key: str
    label: Promise
    length: int
    help_text: "Promise | str" = ""
    is_personal: bool = False

    @property
    def allowed(self) -> dict[str, Promise]:
        return ALL if self.is_personal else SHARED


HEADING = Block("heading", _("Heading"), 100)
OPENING = Block("opening", _("Words before the name"), 120)
PARTICIPATION = Block(
    "participation",
    _("Words after the name"),
    120,
    _("The standard words agree with the person's gender where the language wants it."),
)
TITLE = Block("title_line", _("Title"), 300)
WHEN = Block("when_line", _("When and where"), 160)
DETAILS = Block("details", _("Line of hours"), 160, is_personal=True)
STATEMENT = Block(
    "statement",
    pgettext_lazy("certificate", "Closing lines"),
    300,
    _("For example what somebody is thanked for. Without them, the other lines have more room."),
    is_personal=True,
)
BLOCKS = (HEADING, OPENING, PARTICIPATION, TITLE, WHEN, DETAILS, STATEMENT)


def standard_texts(language: str) -> dict[str, str]:
    """What is printed where a design says nothing, by block, with the placeholders left open.

    Of the heading, that of the usual kind; it follows the kind of the certificate."""
    with translation.override(language):
        return {
            HEADING.key: heading(Kind.PARTICIPATION),
            OPENING.key: pgettext("certificate", "This is to certify that"),
            PARTICIPATION.key: pgettext(
                "certificate of a person", "has participated in the workshop"
            ),
            TITLE.key: "{{ workshop.title }}",
            WHEN.key: "{{ workshop.dates }} · {{ workshop.place }}",
            DETAILS.key: " · ".join(
                [
                    pgettext("certificate", "Length of the programme: %(hours)s")
                    % {"hours": "{{ hours }}"},
                    pgettext("certificate", "Issued on %(date)s") % {"date": "{{ issued }}"},
                ]
            ),
        }
