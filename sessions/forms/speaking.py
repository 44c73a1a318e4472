"""What speakers fill in on their own page."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import Person
from sessions.actions.keeping_speaker import OWN_FACTS
from sessions.models import AgendaItem, Speaker


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you cannot come"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class OwnFactsForm(forms.ModelForm):
    """Title, biography and needs; the name can only be asked for."""

    class Meta:
        model = Speaker
        fields = OWN_FACTS
        widgets = {"biography": forms.Textarea(attrs={"rows": 6})}
        labels = {
            "equipment_needs": _("Equipment you need"),
            "dietary_needs": _("Food you need or cannot eat"),
            "access_needs": _("What helps you to take part"),
            "name_request": _("Is your name wrong? Write it as it should be"),
        }
        help_texts = {
            "biography": _("A few sentences for the programme, in your own words."),
            "equipment_needs": _("A projector, sound, a pointer, a flip chart …"),
            "access_needs": _("A step-free way, a seat in front, large print …"),
            "name_request": _("The organisers correct it: it may be in print already."),
        }

    field_order = ("title", *OWN_FACTS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = forms.CharField(
            label=_("Title or rank"),
            max_length=Person._meta.get_field("title").max_length,
            required=False,
            initial=self.instance.person.title,
            help_text=_("As in Colonel or Dr."),
        )
        self.order_fields(self.field_order)


class PhotographForm(forms.Form):
    photograph = forms.FileField(
        label=_("Photograph"),
        help_text=_("JPEG or PNG, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )


class SlidesForm(forms.Form):
    """The file, and for whoever speaks more than once the session."""

    item = forms.ModelChoiceField(
        label=_("For the session"), queryset=AgendaItem.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label=_("Slides"),
        help_text=_("PDF or PPTX without macros, at most 25 MB. The organisers alone see them."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pptx"}),
    )

    def __init__(self, *args: Any, speaker: Speaker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = AgendaItem.objects.filter(appearances__speaker=speaker).in_order().distinct()
        field = cast(forms.ModelChoiceField, self.fields["item"])
        field.queryset = mine
