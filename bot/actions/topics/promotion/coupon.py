"""Coupons: the codes of the shop's promotions, and whether a code that is told counts for the cart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar, Final

from annae.types import Money
from bot.actions.code import code_in_hand, keep_code
from bot.actions.goods.line_words import cart_field
from bot.actions.shop_action import Answer, ShopAction
from bot.actions.topics.payment.where_to_ask import where_to_ask
from bot.actions.topics.promotion.promotion_words import about
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, says
from store.changes.cart import Cart, cart
from store.promotion import Promotion
from store.rules.promotions import not_holding
from store.shop import Shop

_WORDS: Final = read_words(__file__, "promotion_words.yml")
_TOLD: Final = 3
_CODE: Final = re.compile(r"(?<![a-z0-9])(?=[a-z0-9]*[a-z])(?=[a-z0-9]*\d)[a-z0-9]{4,16}(?![a-z0-9])", re.IGNORECASE)
_SPOKEN: Final = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "twenty": "20", "thirty": "30", "fifty": "50",
    "웰컴": "welcome", "스터디": "study", "베드": "bed", "파이브": "5", "텐": "10", "트웬티": "20",
}  # fmt: skip


class CouponIssue(ShopAction):
    """Keeps a valid code for the cart and the next order; says why another one is not valid."""

    intent: ClassVar[str] = "coupon_issue"

    def answer(self, turn: Turn) -> Answer:
        """What a code that was told does, else the codes there are."""
        coded = [entry for entry in self.services.shop.promotions() if entry.code]
        if told := _told(turn.text, coded):
            return self._apply(turn, told)
        if found := _CODE.search(turn.text):
            return Answer(self.say(turn, "coupon.no_such_code", {"code": found[0].upper()}), yes_means="staff_call")
        if says(turn.text, _WORDS["mine"]):
            return Answer(self.say(turn, "coupon.mine", where_to_ask(self, turn)), yes_means="staff_call")
        if says(turn.text, _WORDS["enter"]):
            return Answer(self.say(turn, "coupon.tell_code"))
        return self._published(turn, coded)

    def _apply(self, turn: Turn, promotion: Promotion) -> Answer:
        shop = self.services.shop
        plain, with_code = cart(shop, turn.actor), cart(shop, turn.actor, promotion.code)
        spending, currency = _spending(shop, plain), shop.info.currency
        rule = not_holding(promotion, shop.now(), promotion.code, spending)
        if rule == "below_minimum" and not plain.lines:
            rule = ""
        values = {
            "code": promotion.code,
            "told": about(self, turn, promotion),
            "missing": Money(max(0, (promotion.minimum_amount or 0) - spending), currency).written(turn.language),
            "total": with_code.total.written(turn.language),
            "saved": Money(plain.total.amount - with_code.total.amount, currency).written(turn.language),
        }
        if rule:
            return Answer(self.say(turn, f"coupon.{rule}", values), keep_code(""))
        if not plain.lines:
            return Answer(self.say(turn, "coupon.kept", values), keep_code(promotion.code))
        if not _counts(with_code, promotion):
            return Answer(self.say(turn, "coupon.nothing_for_it", values), keep_code(promotion.code))
        field = cart_field(with_code)
        return Answer(self.say(turn, "coupon.applied", values, cart=field), keep_code(promotion.code))

    def _published(self, turn: Turn, coded: Sequence[Promotion]) -> Answer:
        """Codes that hold now, each with its condition."""
        now = self.services.shop.now()
        valid = [entry for entry in coded if not_holding(entry, now, entry.code) in ("", "not_now", "below_minimum")]
        if not valid:
            return Answer(self.say(turn, "coupon.none"), yes_means="staff_call")
        told = " ".join(about(self, turn, entry) for entry in valid[:_TOLD])
        offers = [self.phrase(turn, "coupon.suggest", {"code": entry.code}) for entry in valid[:_TOLD]]
        names = self.phrase(turn, "goods.joiner").join(entry.name[turn.language] for entry in valid[:_TOLD])
        reply = self.say(turn, "coupon.published", {"told": told}, suggestions=offers)
        if len(valid) > 1:
            reply.speech = self.phrase(turn, "coupon.published_aloud", {"names": names})
        known = code_in_hand(turn)
        return Answer(reply, keep_code(known))


def _told(text: str, coded: Sequence[Promotion]) -> Promotion | None:
    """The promotion whose code is said, written or in words, with or without spaces."""
    small = text.casefold()
    for word, sign in _SPOKEN.items():
        small = small.replace(word, sign)
    close = re.sub(r"[\s-]", "", small)
    return next((entry for entry in coded if entry.code.casefold() in close), None)


def _spending(shop: Shop, now: Cart) -> int:
    """What is bought, before promotions: what a minimum is compared with."""
    products = shop.products_of([line.line.variant.product_id for line in now.lines])
    total = 0
    for line in now.lines:
        product = products.get(line.line.variant.product_id)
        each = product.pays if product else line.price.regular if line.price else None
        total += each.amount * line.line.quantity if each else 0
    return total


def _counts(now: Cart, promotion: Promotion) -> bool:
    return promotion in now.promotions or any(line.price and promotion in line.price.promotions for line in now.lines)
