from certificates.models.certificate import Certificate, PrintFile, Series
from certificates.models.decision import Decision

__all__ = ["Certificate", "Decision", "PrintFile", "Series"]
