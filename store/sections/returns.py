"""``returns`` and ``exchange``: until when what goes back, who pays, and when the money comes."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator

from store.bilingual import Bilingual
from store.sections.base import Amount, DayRange, Days, Id, Section, Text

Payer = Literal["customer", "shop"]


class Exclusion(Section):
    """Goods that do not go back: of these categories and products, always or only once ``opened``.

    A defect is another matter: the shop takes back even these.
    """

    id: Id
    categories: list[str] = []
    products: list[str] = []
    when: Literal["always", "opened"] = "always"
    reason: Text = Bilingual()

    @model_validator(mode="after")
    def _about_something(self) -> Self:
        if not (self.categories or self.products):
            raise ValueError("expected categories or products that are excluded, found none")
        return self


def _as_refund_time(value: Any) -> Any:
    """A text alone, in one or both languages, is a note."""
    is_text = isinstance(value, str) or (isinstance(value, dict) and value.keys() <= {"ko", "en"})
    return {"note": value} if is_text else value


class RefundTime(Section):
    """How long a refund takes: ``days`` are working days; not given: only the note is known."""

    days: DayRange | None = None
    note: Text = Bilingual()


class _TakingBack(Section):
    window_days: Days
    conditions: Text = Bilingual()
    shipping_fee: Amount | None = None
    place: Text = Bilingual()
    zone: str | None = None


class Returns(_TakingBack):
    """Rules of giving goods back. Windows are days after the day of receipt; the last day counts whole.

    ``shipping_fee`` is one way, in whole units. ``opened`` says whether goods go back once their package has been
    opened, where no exclusion says otherwise; not given: it is not known.
    """

    defect_window_days: Days | None = None
    opened: Literal["accepted", "refused"] | None = None
    change_of_mind_payer: Payer = "customer"
    defect_payer: Payer = "shop"
    shipping_payer: Text = Bilingual()
    not_returnable: list[str] = []
    excluded: list[Exclusion] = []
    refund_times: dict[str, Annotated[RefundTime, BeforeValidator(_as_refund_time)]] = {}

    @property
    def both_ways_fee(self) -> int | None:
        """What there and back cost together."""
        return None if self.shipping_fee is None else 2 * self.shipping_fee

    @property
    def exclusions(self) -> list[Exclusion]:
        """All of them; the categories of ``not_returnable`` that no exclusion names are one more."""
        named = {category for exclusion in self.excluded for category in exclusion.categories}
        rest = [category for category in self.not_returnable if category not in named]
        return [*self.excluded, Exclusion(id="not_returnable", categories=rest)] if rest else self.excluded


class Exchange(_TakingBack):
    """Rules of exchanging goods; what is excluded from returns is excluded here too.

    ``shipping_fee`` is what both ways cost together. ``wants`` says for what: the same product in another colour or
    size, or any product of the same price.
    """

    wants: Literal["same_product", "same_price"] = "same_product"
