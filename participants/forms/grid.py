"""Several people in a grid: the rows of a focal point's table."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.forms.people import NominationForm

#: More rows than this are quicker pasted from a spreadsheet.
MOST_ROWS = 60


class GridRow(NominationForm):
    """One person a row. A row in which nothing was typed is no person."""

    as_reserve = forms.BooleanField(label=_("Reserve"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given_names"].required = False
        for name, field in self.fields.items():
            field.help_text = ""
            field.widget.attrs |= {"aria-label": field.label, "data-cell": name}


PeopleGrid = forms.formset_factory(
    GridRow, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=False
)


class GridOptions(forms.Form):
    send_link = forms.BooleanField(
        label=_("Send the registration link to each of them now"), required=False, initial=True
    )
