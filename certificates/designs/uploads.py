"""The pictures of a sent form, taken in before it is judged: whatever is wrong, they stay."""

from django.http import HttpRequest, QueryDict

from certificates.designs.controls import gone_name, kept_name, logo_name, own_name
from certificates.designs.pictures import adopt_logo, keep_picture
from certificates.models import Design
from participants.rules import UploadRefused
from workshops.models import Organisation


def with_pictures_kept(request: HttpRequest, design: Design) -> tuple[QueryDict, dict[str, str]]:
    """What was sent, each file and each logo that is taken over replaced by the checksum it is
    kept under; and by field the sentences about files that were refused."""
    data = request.POST.copy()
    refused: dict[str, str] = {}
    for organisation in Organisation.objects.filter(parts__workshop=design.workshop).distinct():
        if data.pop(own_name(organisation.pk), None):
            data[kept_name(logo_name(organisation.pk))] = adopt_logo(design, organisation)
            data.pop(gone_name(logo_name(organisation.pk)), None)
    for name, upload in request.FILES.items():
        try:
            data[kept_name(name)] = keep_picture(design, upload)  # type: ignore[arg-type]
        except UploadRefused as refusal:
            refused[name] = refusal.sentence
        else:
            data.pop(gone_name(name), None)
    return data, refused
