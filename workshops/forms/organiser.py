from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.forms.controls import SuggestingInput
from workshops.models import WorkshopOrganiser
from workshops.queries import known_organisations


class OrganiserForm(forms.Form):
    organisation = forms.CharField(
        label=_("Organisation"),
        help_text=_("As it names itself. A name that is new here is added."),
        widget=SuggestingInput(known_organisations, attrs={"autocomplete": "off"}),
    )
    part = forms.ChoiceField(label=_("Part"), choices=WorkshopOrganiser.Part.choices)
