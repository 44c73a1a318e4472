from django.apps import AppConfig
from django.core.checks import register


class CertificatesConfig(AppConfig):
    name = "certificates"

    def ready(self) -> None:
        # Kinds of jobs beside those of tasks.py.
        import certificates.designs.tasks
        import certificates.printroom.tasks  # noqa: F401
        from certificates.checks import printing_works, sealing_works

        # Only with `check --deploy`: loading the printing libraries takes half a second.
        register(printing_works, "printing", deploy=True)
        register(sealing_works, "sealing", deploy=True)
