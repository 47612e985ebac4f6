"""Parking, gift wrapping, paying and what is nearby: facts that the assistant tells as they are."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, FiniteFloat, model_validator

from store.bilingual import Bilingual
from store.rules.hours import HoursError, parse_day
from store.sections.base import Amount, Id, Section, Text

Minutes = Annotated[int, Field(strict=True, ge=1, le=24 * 60)]


class _Told(Section):
    """A section that may be a text alone."""

    note: Text = Bilingual()

    @model_validator(mode="before")
    @classmethod
    def _text_alone(cls, value: Any) -> Any:
        is_text = isinstance(value, str) or (isinstance(value, dict) and value and value.keys() <= {"ko", "en"})
        return {"note": value} if is_text else value


def _hours(value: Any) -> Any:
    if value is not None:
        try:
            parse_day(value)
        except HoursError as error:
            raise ValueError(str(error)) from error
    return value


class FreeParking(Section):
    """``hours`` free of charge for who spends ``amount`` or more the same day."""

    amount: Amount
    hours: Annotated[FiniteFloat, Field(gt=0, le=48)]


class Parking(_Told):
    """The car park: ``base_fee`` for ``base_minutes``, then ``extra_fee`` for each ``extra_minutes`` begun."""

    place: Text = Bilingual()
    spaces: int | None = Field(default=None, strict=True, ge=0)
    hours: Annotated[str | None, BeforeValidator(_hours)] = None
    base_fee: Amount | None = None
    base_minutes: Minutes | None = None
    extra_fee: Amount | None = None
    extra_minutes: Minutes | None = None
    free_for_purchase: list[FreeParking] = []
    ev_chargers: int | None = Field(default=None, strict=True, ge=0)
    height_limit_m: Annotated[FiniteFloat, Field(gt=0, le=10)] | None = None

    @property
    def opening(self) -> tuple[time, time] | None:
        """When it opens and closes; None where that is not known, or not the same span every day."""
        spans = parse_day(self.hours)
        if len(spans) != 1:
            return None
        return _clock(spans[0].opens), _clock(spans[0].closes)


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


class GiftWrap(_Told):
    """Gift wrapping: ``large_fee`` for large boxes, free from ``free_from`` spent the same day."""

    place: Text = Bilingual()
    zone: str | None = None
    fee: Amount | None = None
    large_fee: Amount | None = None
    free_from: Amount | None = None
    minutes: Minutes | None = None


class PaymentMethod(Section):
    """A way to pay; its id is what orders and ``returns.refund_times`` name."""

    id: Id
    name: Text


def _as_method(value: Any) -> Any:
    return {"id": value, "name": value} if isinstance(value, str) else value


PaymentMethods = list[Annotated[PaymentMethod, BeforeValidator(_as_method)]]


class Installments(_Told):
    """Paying by the month without interest, from an amount on, over so many months."""

    from_amount: Amount | None = None
    months: list[Annotated[int, Field(strict=True, ge=2, le=60)]] = []


class Reserve(_Told):
    """Setting goods aside in the shop: ``until`` as the shop words it, ``hold_days`` until closing time that day."""

    until: Text = Bilingual()
    hold_days: int | None = Field(default=None, strict=True, ge=0, le=365)
    fee: Amount = 0


class Vouchers(_Told):
    """Gift vouchers: from which amount, and where they are sold."""

    from_amount: Amount | None = None
    place: Text = Bilingual()
    zone: str | None = None


class Pets(_Told):
    """Whether pets may come in."""

    allowed: bool | None = None


class Nearby(Section):
    """A place near the shop; ``kind`` is its English key (metro, pharmacy ...)."""

    name: Text
    kind: str = ""
    walk_minutes: int | None = Field(default=None, strict=True, ge=0, le=600)
    note: Text = Bilingual()
