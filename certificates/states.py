"""A certificate is never deleted. One table of its states and moves, which a test walks."""

from django.db import models
from django.utils.translation import pgettext_lazy


class CertificateState(models.TextChoices):
    VALID = "valid", pgettext_lazy("certificate state", "Valid")
    REPLACED = "replaced", pgettext_lazy("certificate state", "Replaced")
    REVOKED = "revoked", pgettext_lazy("certificate state", "Revoked")


MOVES: dict[CertificateState, frozenset[CertificateState]] = {
    CertificateState.VALID: frozenset({CertificateState.REPLACED, CertificateState.REVOKED}),
    CertificateState.REPLACED: frozenset(),
    CertificateState.REVOKED: frozenset(),
}


def may_move(from_state: str, to_state: str) -> bool:
    return CertificateState(to_state) in MOVES[CertificateState(from_state)]
