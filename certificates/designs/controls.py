"""Controls of the editor: a picture that is kept between two sendings, and the gallery."""

from collections.abc import Mapping
from typing import Any

from django import forms


class PictureInput(forms.Widget):
    """A file to choose, the picture that is kept, and a box to take it away.

    Its value is the checksum of what is kept. Files are taken in by the view before the form is
    made (``certificates.designs.uploads``), so that a form that comes back has lost nothing."""

    template_name = "certificates/widgets/picture.html"
    input_type = "file"
    needs_multipart_form = True

    def __init__(self, address: str = "") -> None:
        super().__init__({"accept": "image/png,image/jpeg"})
        #: Of the picture, but for its checksum.
        self.address = address

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "kept": value or "",
            "kept_name": kept_name(name),
            "gone_name": gone_name(name),
            "address": f"{self.address}{value}.png" if value else "",
        }
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> str:
        return "" if data.get(gone_name(name)) else str(data.get(kept_name(name), ""))

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        return kept_name(name) not in data


class GalleryInput(forms.RadioSelect):
    """Layouts to choose from by their pictures."""

    template_name = "certificates/widgets/gallery.html"

    def __init__(self, slug: str = "") -> None:
        super().__init__()
        self.slug = slug

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["slug"] = self.slug
        return context


class ColourInput(forms.TextInput):
    input_type = "color"


def kept_name(name: str) -> str:
    return f"{name}-kept"


def gone_name(name: str) -> str:
    return f"{name}-gone"


def own_name(organisation: int) -> str:
    """The box that takes over the logo which is kept for the organisation."""
    return f"organiser-{organisation}-own"


def logo_name(organisation: int) -> str:
    return f"organiser-{organisation}-logo"
