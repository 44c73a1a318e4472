"""What somebody is at the event: the word and the colour of a badge."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from workshops.roles import Role as TeamRole


class Part(TextChoices):
    """The word stands on the badge; the colour only repeats it."""

    PARTICIPANT = "participant", pgettext_lazy("on a badge", "Participant")
    SPEAKER = "speaker", pgettext_lazy("on a badge", "Speaker")
    INTERPRETER = "interpreter", pgettext_lazy("on a badge", "Interpreter")
    ORGANISER = "organiser", pgettext_lazy("on a badge", "Organiser")
    STAFF = "staff", pgettext_lazy("on a badge", "Staff")
    OBSERVER = "observer", pgettext_lazy("on a badge", "Observer")


#: The colour of a badge's band, dark enough for white letters (contrast above 4.5).
COLOURS: dict[str, str] = {
    Part.PARTICIPANT: "#1f3a5f",
    Part.SPEAKER: "#8a1c4a",
    Part.INTERPRETER: "#5b2a86",
    Part.ORGANISER: "#0b6b4f",
    Part.STAFF: "#3d444d",
    Part.OBSERVER: "#8a5a00",
}

OF_THE_TEAM = {
    TeamRole.ORGANISER: Part.ORGANISER,
    TeamRole.ASSISTANT: Part.STAFF,
    TeamRole.CERTIFICATE_STAFF: Part.STAFF,
    TeamRole.DOOR_STAFF: Part.STAFF,
    TeamRole.DONOR: Part.OBSERVER,
}
