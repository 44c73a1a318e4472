"""The exception behind every rule of the domain."""

from django.core.exceptions import ValidationError


class RuleBroken(Exception):
    """A rule said no, and its sentence may be shown to the person who asked.

    ``field`` names the form field the sentence belongs beside; empty for the form as a whole.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field

    def as_error(self) -> ValidationError:
        return ValidationError(self.sentence)
