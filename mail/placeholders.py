"""Placeholders in workshops' own wordings: ``{link}``, from a closed list, and nothing more.

A user's text never reaches Django's template language, so it can neither read other data nor run
anything. A pair of braces that is no known placeholder is refused with its name.
"""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from common.rules import RuleBroken
from mail.kinds import Kind

_BRACES = re.compile(r"\{([^{}\n]*)\}")


class UnknownPlaceholder(RuleBroken):
    """The wording names something that this kind of message does not know."""


class MissingPlaceholder(RuleBroken):
    """The wording leaves out what the message is for."""


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put ``values`` into ``text`` in one pass; braces inside a value stay as they are."""
    return _BRACES.sub(lambda found: values.get(found[1].strip(), found[0]), text)


def named_in(text: str) -> list[str]:
    """Every placeholder of ``text`` in order, known or not."""
    return [name.strip() for name in _BRACES.findall(text)]


def check(kind: Kind, *, subject: str, body: str) -> None:
    """Raises UnknownPlaceholder or MissingPlaceholder, with the field that the sentence is for."""
    known = kind.all_placeholders
    for field, text in (("subject", subject), ("body", body)):
        for name in named_in(text):
            if name not in known:
                raise UnknownPlaceholder(
                    _("There is no placeholder {%(name)s}. Known are: %(known)s.")
                    % {"name": name, "known": ", ".join(f"{{{each}}}" for each in known)},
                    field=field,
                )
    for name in sorted(kind.required):
        if name not in named_in(body):
            raise MissingPlaceholder(
                _("The text must contain {%(name)s}: %(meaning)s")
                % {"name": name, "meaning": known[name]},
                field="body",
            )
