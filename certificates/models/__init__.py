from certificates.models.certificate import Certificate, PrintFile, Series
from certificates.models.decision import Decision
from certificates.models.design import Design, DesignChoice, DesignPicture, DesignVersion
from certificates.models.print_run import PrintRun
from certificates.models.trust import PublicKey, StatusList

__all__ = [
    "Certificate",
    "Decision",
    "Design",
    "DesignChoice",
    "DesignPicture",
    "DesignVersion",
    "PrintFile",
    "PrintRun",
    "PublicKey",
    "Series",
    "StatusList",
]
