"""How people are reached, and who is told when something happens; of protected people nothing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.printroom.answers import Answers
from certificates.printroom.listing import (
    DELEGATION,
    NAME,
    TELEPHONE,
    Column,
    Rows,
    answered,
    declare_list,
)


def _counts(rows: Rows, answers: Answers, language: str) -> list[tuple[str, int]]:
    lines = [(_("have given no telephone number"), sum(not row.person.phone for row in rows))]
    if answers.asks("emergency_phone"):
        silent = sum(not answers.of(row, "emergency_phone") for row in rows)
        lines.append((_("have named nobody to call in an emergency"), silent))
    return [line for line in lines if line[1]]


declare_list(
    key="contacts",
    title=gettext_lazy("Contacts for emergencies"),
    summary=gettext_lazy(
        "How everybody is reached, and whom to call if something happens to them."
    ),
    columns=(
        NAME,
        DELEGATION,
        TELEPHONE,
        Column(gettext_lazy("E-mail address"), 26, lambda row, answers, language: row.person.email),
        answered("emergency_name", gettext_lazy("In an emergency"), 24, "emergency_relation"),
        answered("emergency_phone", gettext_lazy("Telephone of this person"), 18),
    ),
    counts=_counts,
    permission="registration.edit",
)
