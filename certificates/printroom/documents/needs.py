"""For the kitchen and the house: what people eat, and what they need to come in and take part."""

from django.utils.translation import gettext_lazy as _

from certificates.printroom.listing import DELEGATION, NAME, Column, counted, declare_list

declare_list(
    key="needs",
    title=_("Food and access needs"),
    summary=_("Who eats what, and who needs what to take part; the numbers on top."),
    columns=(
        NAME,
        DELEGATION,
        # What the kitchen cooks it must know of everybody; it does not tell who somebody is.
        Column(_("Food"), 28, lambda row, language: row.dietary_needs, is_open=True),
        Column(_("Access needs"), 28, lambda row, language: row.access_needs, is_open=True),
    ),
    keeps=lambda row, options: bool(row.dietary_needs or row.access_needs),
    counts=lambda rows, language: [
        *counted(row.dietary_needs for row in rows),
        *counted(row.access_needs for row in rows),
    ],
)
