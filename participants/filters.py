"""The list's filters, which may stand in an address: they name no person."""

from typing import Any, cast

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from participants.models import Delegation, Person, Registration, StateChange
from participants.models.registration import RegistrationQuerySet
from participants.sorting import InOrder, InProtocolOrder, Order
from participants.states import RegistrationState
from workshops.models import Workshop

INDIVIDUALS = "none"
_YES_OR_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
#: Gender "" is an answer too, but an empty choice means every gender.
_UNSAID = "unsaid"
_DECISIONS = (
    RegistrationState.APPROVED,
    RegistrationState.WAITLISTED,
    RegistrationState.REJECTED,
)


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
    gender = django_filters.ChoiceFilter(
        label=gettext_lazy("Gender"),
        method="of_gender",
        choices=[(value or _UNSAID, label) for value, label in Person.Gender.choices],
        empty_label=gettext_lazy("All"),
    )
    reserve = django_filters.ChoiceFilter(
        label=gettext_lazy("Reserve?"),
        method="being_reserve",
        choices=_YES_OR_NO,
        empty_label=gettext_lazy("Both"),
    )
    head = django_filters.ChoiceFilter(
        label=gettext_lazy("Head of delegation?"),
        method="being_head",
        choices=_YES_OR_NO,
        empty_label=gettext_lazy("Both"),
    )
    tag = django_filters.ChoiceFilter(
        label=gettext_lazy("Tag"), field_name="tags", empty_label=gettext_lazy("All")
    )
    decided_by = django_filters.ChoiceFilter(
        label=gettext_lazy("Decided by"),
        method="by_decision",
        empty_label=gettext_lazy("Anybody"),
    )

    told = django_filters.ChoiceFilter(
        label=gettext_lazy("Decision told?"),
        method="being_told",
        choices=_YES_OR_NO,
        empty_label=gettext_lazy("Both"),
    )
    # No filter, but the form is where a reader looks for it; ``ordered`` does the work.
    order = django_filters.ChoiceFilter(
        label=gettext_lazy("Order"),
        method="in_any_order",
        choices=[choice for choice in Order.choices if choice[0]],
        empty_label=Order.PROTOCOL.label,
    )

    class Meta:
        model = Registration
        fields = [
            "state", "delegation", "gender", "reserve", "head", "tag", "decided_by", "told",
            "order",
        ]  # fmt: skip

    def __init__(
        self, *args: Any, workshop: Workshop, delegations: list[Delegation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.delegations = delegations
        self.filters["delegation"].extra["choices"] = [
            *[(str(each.pk), str(each)) for each in delegations],
            (INDIVIDUALS, _("Individuals")),
        ]
        self.filters["tag"].extra["choices"] = [
            (str(tag.pk), tag.word) for tag in workshop.tags.all()
        ]
        decided = StateChange.objects.filter(
            by=OuterRef("pk"), registration__workshop=workshop, to_state__in=_DECISIONS
        )
        self.filters["decided_by"].extra["choices"] = [
            (str(user.pk), str(user))
            for user in User.objects.filter(Exists(decided)).order_by("name", "pk")
        ]

    def ordered(self, language: str, *, search: str = "") -> InOrder:
        """Whom the filters and ``search`` leave, in the order asked for; nothing is loaded yet."""
        rows = cast(RegistrationQuerySet, self.qs)
        rows = rows.matching(search) if search else rows
        order = self.form.cleaned_data.get("order", "") if self.form.is_valid() else ""
        if order:
            return InOrder(rows, order)
        return InProtocolOrder(rows, delegations=self.delegations, language=language)

    def in_any_order(
        self, rows: QuerySet[Registration], name: str, value: str
    ) -> QuerySet[Registration]:
        return rows

    def of_delegation(
        self, rows: QuerySet[Registration], name: str, value: str
    ) -> QuerySet[Registration]:
        return rows.filter(delegation=None if value == INDIVIDUALS else int(value))

    def of_gender(
        self, rows: QuerySet[Registration], name: str, value: str
    ) -> QuerySet[Registration]:
        """Without protected people: a filter must not tell what their page hides."""
        gender = "" if value == _UNSAID else value
        return rows.filter(person__gender=gender, is_protected=False)

    def being_reserve(
        self, rows: QuerySet[Registration], name: str, value: str
    ) -> QuerySet[Registration]:
        return rows.filter(reserve_rank__isnull=value == "no")

    def being_head(
        self, rows: QuerySet[Registration], name: str, value: str
    ) -> QuerySet[Registration]:
        return rows.filter(is_head=value == "yes")

    def being_told(
        self, rows: QuerySet[Registration], name: str, value: str
    ) -> QuerySet[Registration]:
        return rows.filter(decision_is_held=value == "no")

    def by_decision(
        self, rows: QuerySet[Registration], name: str, value: str
    ) -> QuerySet[Registration]:
        decision = StateChange.objects.filter(
            registration=OuterRef("pk"), by=int(value), to_state__in=_DECISIONS
        )
        return rows.filter(Exists(decision))
