from certificates.models.certificate import Certificate, PrintFile, Series
from certificates.models.decision import Decision
from certificates.models.trust import PublicKey, StatusList

__all__ = ["Certificate", "Decision", "PrintFile", "PublicKey", "Series", "StatusList"]
