"""How people are reached when something happens; of protected people it says nothing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.printroom.listing import DELEGATION, NAME, Column, Rows, declare_list


def _counts(rows: Rows, language: str) -> list[tuple[str, int]]:
    without = sum(not row.person.phone for row in rows)
    return [(_("have given no telephone number"), without)] if without else []


declare_list(
    key="contacts",
    title=gettext_lazy("Contacts for emergencies"),
    summary=gettext_lazy("Telephone numbers and addresses of everybody, for the organisers only."),
    columns=(
        NAME,
        DELEGATION,
        Column(gettext_lazy("Telephone"), 20, lambda row, language: row.person.phone),
        Column(gettext_lazy("E-mail address"), 30, lambda row, language: row.person.email),
    ),
    counts=_counts,
)
