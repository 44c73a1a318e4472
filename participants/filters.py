"""The list's filters, which may stand in an address: they name no person."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import Delegation, Registration
from participants.states import RegistrationState

INDIVIDUALS = "none"


class RegistrationFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=RegistrationState.choices,
        empty_label=gettext_lazy("All states"),
    )
    delegation = django_filters.ChoiceFilter(
        label=gettext_lazy("Delegation"),
        method="of_delegation",
        empty_label=gettext_lazy("All delegations"),
    )

    class Meta:
        model = Registration
        fields = ["state", "delegation"]

    def __init__(self, *args: Any, delegations: list[Delegation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["delegation"].extra["choices"] = [
            *[(str(each.pk), str(each)) for each in delegations],
            (INDIVIDUALS, _("Individuals")),
        ]

    def of_delegation(
        self, rows: QuerySet[Registration], name: str, value: str
    ) -> QuerySet[Registration]:
        return rows.filter(delegation=None if value == INDIVIDUALS else int(value))
