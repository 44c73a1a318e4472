"""The texts of a sheet that a design may word anew, and what each of them may name."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certificates.designs.placeholders import ALL, SHARED


@dataclass(frozen=True)
class Block:
    """``standard`` is what is printed when nothing is written; empty where it depends on kind and
    person. A text that all sheets share is drawn once, so it names nothing personal."""

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
