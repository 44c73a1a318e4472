from certificates.models.blanks import BlankRun
from certificates.models.certificate import Certificate, PrintFile, Series
from certificates.models.decision import Decision, KeptDifference
from certificates.models.design import Design, DesignChoice, DesignPicture, DesignVersion
from certificates.models.kind import GivenKind, Kind, Rule
from certificates.models.print_run import PrintRun
from certificates.models.result import KnowledgeResult
from certificates.models.trust import PublicKey, StatusList

__all__ = [
    "BlankRun",
    "Certificate",
    "Decision",
    "Design",
    "DesignChoice",
    "DesignPicture",
    "DesignVersion",
    "GivenKind",
    "KeptDifference",
    "Kind",
    "KnowledgeResult",
    "PrintFile",
    "PrintRun",
    "PublicKey",
    "Rule",
    "Series",
    "StatusList",
]
