from certificates.models.certificate import Certificate, PrintFile, Series
from certificates.models.decision import Decision
from certificates.models.print_run import PrintRun

__all__ = ["Certificate", "Decision", "PrintFile", "PrintRun", "Series"]
