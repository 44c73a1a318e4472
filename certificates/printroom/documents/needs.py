"""For the kitchen and the house: what people eat, and what they need to come in and take part."""

from django.utils.translation import gettext_lazy as _

from certificates.printroom.answers import Answers
from certificates.printroom.listing import DELEGATION, NAME, Rows, answered, counted, declare_list


def _counts(rows: Rows, answers: Answers, language: str) -> list[tuple[str, int]]:
    return [
        line
        for key in ("dietary_needs", "access_needs")
        for line in counted(answers.words(row, key, language) for row in rows)
    ]


declare_list(
    key="needs",
    title=_("Food and access needs"),
    summary=_("Who eats what, and who needs what to take part; the numbers on top."),
    columns=(
        NAME,
        DELEGATION,
        # What the kitchen cooks it must know of everybody; it does not tell who somebody is.
        answered("dietary_needs", _("Food"), 28, is_open=True),
        answered("access_needs", _("Access needs"), 28, is_open=True),
    ),
    keeps=lambda row, answers, options: bool(
        answers.of(row, "dietary_needs") or answers.of(row, "access_needs")
    ),
    counts=_counts,
    permission="registration.edit",
)
