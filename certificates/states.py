"""A certificate is never deleted. One table of its states and moves, which a test walks.

Most begin as valid. A blank sheet waits for its holder, and is accounted for in the end: given to
a person, spoiled, or not used. One that was counted as not used may still turn out to have been
handed over.
"""

from django.db import models
from django.utils.translation import pgettext_lazy


class CertificateState(models.TextChoices):
    BLANK = "blank", pgettext_lazy("certificate state", "Blank")
    VALID = "valid", pgettext_lazy("certificate state", "Valid")
    REPLACED = "replaced", pgettext_lazy("certificate state", "Replaced")
    REVOKED = "revoked", pgettext_lazy("certificate state", "Revoked")
    UNUSED = "unused", pgettext_lazy("certificate state", "Not used")
    SPOILED = "spoiled", pgettext_lazy("certificate state", "Spoiled")


_S = CertificateState
MOVES: dict[CertificateState, frozenset[CertificateState]] = {
    _S.BLANK: frozenset({_S.VALID, _S.UNUSED, _S.SPOILED}),
    _S.VALID: frozenset({_S.REPLACED, _S.REVOKED}),
    _S.REPLACED: frozenset(),
    _S.REVOKED: frozenset(),
    _S.UNUSED: frozenset({_S.VALID, _S.SPOILED}),
    _S.SPOILED: frozenset(),
}

#: Printed without a name, and nobody's.
NAMELESS = (_S.BLANK, _S.UNUSED, _S.SPOILED)


def may_move(from_state: str, to_state: str) -> bool:
    return CertificateState(to_state) in MOVES[CertificateState(from_state)]
