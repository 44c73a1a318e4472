from django.apps import AppConfig
from django.core.checks import register


class CertificatesConfig(AppConfig):
    name = "certificates"

    def ready(self) -> None:
        import certificates.printroom.tasks  # noqa: F401  a kind of job beside those of tasks.py
        from certificates.checks import printing_works, sealing_works

        # Only with `check --deploy`: loading the printing libraries takes half a second.
        register(printing_works, "printing", deploy=True)
        register(sealing_works, "sealing", deploy=True)
