"""What the forms of this app have in common."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms


class SuggestingInput(forms.TextInput):
    """A text field with the browser's own suggestions; ``options`` is asked on every display."""

    template_name = "workshops/widgets/suggesting.html"

    def __init__(
        self, options: Callable[[], Iterable[str]], attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__(attrs)
        self.options = options

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        list_id = f"{(attrs or {}).get('id', name)}_options"
        context = super().get_context(name, value, {**(attrs or {}), "list": list_id})
        context["widget"] |= {"list_id": list_id, "options": self.options()}
        return context


class RulesInActions(forms.ModelForm):
    """A model's form that leaves what concerns several fields or rows to the action.

    The action checks it under its locks anyway, and its sentence stands beside the field it is
    about, where Django would put the constraint's above the form.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.validate_constraints = lambda exclude=None: None

    def validate_unique(self) -> None:
        pass
