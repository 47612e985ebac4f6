"""``points`` and ``membership``: what customers earn by buying."""

from __future__ import annotations

from pydantic import Field

from store.bilingual import Bilingual
from store.sections.base import Amount, Id, Percent, Section, Text


class Points(Section):
    """Points are earned at ``rate_percent`` of what is paid and expire ``valid_months`` after they were earned.

    They are used from ``min_use`` on, in multiples of ``unit``; ``worth`` is what one is worth in whole units of the
    shop's currency.
    """

    name: Text = Bilingual()
    rate_percent: Percent
    min_use: Amount = 0
    unit: int = Field(default=1, strict=True, ge=1)
    worth: int = Field(default=1, strict=True, ge=1)
    valid_months: int | None = Field(default=None, strict=True, ge=1, le=1200)
    note: Text = Bilingual()


class Tier(Section):
    """A step of the membership, reached by what is spent in a year; ``rate_percent`` replaces that of the points."""

    id: Id
    name: Text
    from_yearly_spend: Amount = 0
    rate_percent: Percent | None = None
    benefit: Text = Bilingual()


class Membership(Section):
    """The shop's membership; ``tiers`` in any order."""

    name: Text = Bilingual()
    fee: Amount = 0
    tiers: list[Tier] = []
    note: Text = Bilingual()
