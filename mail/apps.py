from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MailConfig(AppConfig):
    name = "mail"

    def ready(self) -> None:
        # Upper apps declare their kinds of messages there; mail itself never imports them.
        autodiscover_modules("emails")
