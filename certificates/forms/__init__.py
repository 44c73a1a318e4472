"""Forms of the certificates' pages: they clean what was typed; the rules are in actions."""

from certificates.forms.certificates import (
    CodeForm,
    DecisionForm,
    FileForm,
    LogoForm,
    NameForm,
    ReplaceForm,
    RevokeForm,
)

__all__ = [
    "CodeForm",
    "DecisionForm",
    "FileForm",
    "LogoForm",
    "NameForm",
    "ReplaceForm",
    "RevokeForm",
]
