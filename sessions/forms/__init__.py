from sessions.forms.people import BasePartFormSet, part_form_set
from sessions.forms.session import SessionForm
from sessions.forms.speaker import SpeakerDetailsForm, SpeakerForm

__all__ = [
    "BasePartFormSet",
    "SessionForm",
    "SpeakerDetailsForm",
    "SpeakerForm",
    "part_form_set",
]
