"""A list comes in: a file, or rows that were copied."""

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.importing.headings import LANGUAGES
from participants.importing.reading import Sheet, read_pasted, read_upload
from participants.importing.texts import ENCODINGS, SEPARATORS


class ListForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("XLSX or CSV, at most 10 MB. Title rows, totals and empty rows do no harm."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,.csv,.txt,.tsv,text/csv,text/plain"}
        ),
    )
    pasted = forms.CharField(
        label=_("Or paste the rows"),
        required=False,
        strip=False,
        max_length=2_000_000,
        help_text=_("Copied from a spreadsheet, with the row of headings."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    encoding = forms.ChoiceField(
        label=_("Encoding of a CSV file"),
        required=False,
        choices=[("", _("Find out")), *((name, name) for name in ENCODINGS)],
        help_text=_("Choose one only if letters look wrong."),
    )

    def read(self) -> Sheet:
        """The rows of whatever was given. Raises UploadRefused."""
        if upload := self.cleaned_data["file"]:
            return read_upload(upload, encoding=self.cleaned_data["encoding"])
        return read_pasted(self.cleaned_data["pasted"])


class ReadAgainForm(forms.Form):
    """How a text file is to be read when the first reading looks wrong."""

    encoding = forms.ChoiceField(
        label=_("Read again as"),
        required=False,
        choices=[("", _("Find out")), *((name, name) for name in ENCODINGS)],
    )
    separator = forms.ChoiceField(
        label=_("Columns are cut at"),
        required=False,
        choices=[
            ("", _("Find out")),
            *zip(SEPARATORS, (_("tab"), _("semicolon"), _("comma"), _("bar")), strict=True),
        ],
    )


class TemplateForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the headings"), choices=[*LANGUAGES.items()])
