"""Sales and events: what runs now, for a product or category that is named, until when, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from bot.actions.shop_action import Answer, ShopAction
from bot.actions.topics.promotion.promotion_words import about, name_and_end
from bot.actions.turn import Turn
from bot.actions.word_list import read_words, says
from store.product import Product
from store.promotion import Promotion
from store.rules.price import Price
from store.rules.promotions import not_holding

_WORDS: Final = read_words(__file__, "promotion_words.yml")
_TOLD: Final = 3
_SUGGESTED: Final = 3
_WAITING: Final = ("needs_code", "not_yet", "not_now")
"""Why a promotion does not count for a product yet."""
_PLENTY: Final = 10**12
"""Spending that no minimum is above: whether a promotion runs does not hang on what is bought."""


class PromotionInfo(ShopAction):
    """A promotion that is named wins over a product, a product over a category, and all over the whole list."""

    intent: ClassVar[str] = "promotion_info"

    def answer(self, turn: Turn) -> Answer:
        """What can be saved."""
        known = self.services.shop.promotions()
        if product := self._product(turn):
            return self._of_product(turn, product)
        if named := self._named(turn, known):
            return self._about(turn, named)
        if category := self._category(turn):
            return self._of_category(turn, category, known)
        if brand := turn.entity("brand"):
            return self._reduced(turn, brand, [product for product in self._hits(turn) if product.brand == brand])
        if says(turn.text, _WORDS["not_run"]):
            return Answer(self.say(turn, "promotion.none_of_kind"), yes_means="staff_call")
        return self._upcoming(turn, known) if says(turn.text, _WORDS["upcoming"]) else self._running(turn, known)

    # ------------------------------------------------------------------ what is meant

    def _product(self, turn: Turn) -> Product | None:
        """A product that is named, or pointed at as "this"."""
        shop = self.services.shop
        if named := turn.entity("product"):
            return shop.product(named)
        return shop.product(turn.shopping.focus) if turn.shopping.focus and says(turn.text, _WORDS["this"]) else None

    def _named(self, turn: Turn, known: Sequence[Promotion]) -> list[Promotion]:
        """Those of whose name a word of its own is said, a word that no other name has."""
        said = turn.text.casefold().replace(" ", "")
        if whole := [e for e in known if any(name.casefold().replace(" ", "") in said for name in e.name.both())]:
            return whole
        words = {entry.id: {w.casefold() for name in entry.name.both() for w in name.split()} for entry in known}
        usual = {word.casefold() for listed in _WORDS["no_names"].values() for word in listed}
        own = {
            entry.id: {w for w in words[entry.id] - usual if sum(w in other for other in words.values()) == 1}
            for entry in known
        }
        return [entry for entry in known if any(len(w) > 1 and w.replace(" ", "") in said for w in own[entry.id])]

    def _category(self, turn: Turn) -> str:
        """Id of the category of which the longest word is said; empty for none."""
        named = [
            (len(word), category)
            for category, term in self.services.shop.info.categories.items()
            for word in term.words()
            if _stands_in(word, turn.text)
        ]
        return max(named)[1] if named else ""

    # ------------------------------------------------------------------ answers

    def _of_product(self, turn: Turn, product: Product) -> Answer:
        """The best price, why, until when; else what would be needed for one."""
        shop = self.services.shop
        price = shop.price(product)
        values = {
            "title": product.title[turn.language],
            "pays": price.pays.written(turn.language),
            "saved": price.saved.written(turn.language),
            "names": self._joined(turn, price.promotions),
        }
        if price.why == "regular":
            reply = self.say(turn, "promotion.product_regular", values)
        else:
            reply = self.say(turn, f"promotion.product_{price.why}", values)
        if told := self._otherwise(turn, price):
            reply.text = f"{reply.text} {told}"
        shopping = turn.shopping.focusing(product.id)
        return Answer(reply, shopping=shopping)

    def _otherwise(self, turn: Turn, price: Price) -> str:
        """A promotion that would count with a code, or later, and what comes along as a gift."""
        waiting = [passed.promotion for passed in price.passed_over if passed.rule in _WAITING]
        other = [entry for entry in (*waiting, *price.gifts) if not entry.for_whole_order]
        return about(self, turn, other[0]) if other else ""

    def _about(self, turn: Turn, named: Sequence[Promotion]) -> Answer:
        told = " ".join(about(self, turn, entry) for entry in named[:_TOLD])
        return Answer(self.say(turn, "promotion.about", {"told": told}))

    def _of_category(self, turn: Turn, category: str, known: Sequence[Promotion]) -> Answer:
        """Promotions of the category and of single products of it; what is upcoming where none runs."""
        shop = self.services.shop
        ids = {product_id for entry in known for product_id in entry.product_ids}
        of_category = {product.id for product in shop.products_of(ids).values() if product.category == category}
        concerned = [entry for entry in known if entry.category == category or entry.product_ids & of_category]
        name = shop.info.categories[category].name[turn.language]
        running = _best_first(entry for entry in concerned if self._runs(entry))
        if concerned:
            coming = [entry for entry in concerned if entry not in running]
            return self._about(turn, [*running, *coming])
        return self._reduced(turn, name, [product for product in self._hits(turn) if product.category == category])

    def _reduced(self, turn: Turn, called: str, products: Sequence[Product]) -> Answer:
        """Of the products of a kind or brand the one that is reduced most."""
        priced = [(product, self.services.shop.price(product)) for product in products]
        best, price = max(priced, key=lambda found: found[1].saved.amount, default=(None, None))
        if best is None or price is None or not price.saved.amount:
            return Answer(self.say(turn, "promotion.category_none", {"category": called}))
        values = {"category": called, "title": best.title[turn.language], "pays": price.pays.written(turn.language)}
        return Answer(self.say(turn, "promotion.category_sale", values), shopping=turn.shopping.focusing(best.id))

    def _hits(self, turn: Turn) -> list[Product]:
        limit = self.services.settings.search.limit
        return [hit.product for hit in self.services.products.search(turn.text, turn.language, limit)]

    def _running(self, turn: Turn, known: Sequence[Promotion]) -> Answer:
        running = _best_first(entry for entry in known if self._runs(entry))
        if not running:
            return self._upcoming(turn, known)
        if says(turn.text, _WORDS["best"]):
            return self._about(turn, running[:1])
        told = self.phrase(turn, "goods.joiner").join(name_and_end(self, turn, entry) for entry in running[:_TOLD])
        names = [entry.name[turn.language] for entry in running[:_SUGGESTED]]
        offers = [self.phrase(turn, "promotion.suggest", {"name": name}) for name in names]
        key = "promotion.running_more" if len(running) > _TOLD else "promotion.running"
        return Answer(self.say(turn, key, {"told": told, "count": len(running)}, suggestions=offers))

    def _upcoming(self, turn: Turn, known: Sequence[Promotion]) -> Answer:
        now = self.services.shop.now()
        waiting = [entry for entry in known if not_holding(entry, now) == "not_yet"]
        coming = sorted(waiting, key=lambda entry: (str(entry.starts), entry.id))
        if not coming:
            return Answer(self.say(turn, "promotion.none"), yes_means="staff_call")
        told = " ".join(about(self, turn, entry) for entry in coming[:_TOLD])
        return Answer(self.say(turn, "promotion.upcoming", {"told": told}))

    # ------------------------------------------------------------------ helpers

    def _runs(self, entry: Promotion) -> bool:
        """Today, for somebody who knows its code and spends enough; one that begins tonight does too."""
        return not_holding(entry, self.services.shop.now(), entry.code, _PLENTY) in ("", "not_now")

    def _joined(self, turn: Turn, entries: Sequence[Promotion]) -> str:
        return self.phrase(turn, "goods.joiner").join(entry.name[turn.language] for entry in entries)


def _best_first(entries: Iterable[Promotion]) -> list[Promotion]:
    return sorted(entries, key=lambda entry: (-(entry.percent or 0), -(entry.amount or 0), entry.id))


def _stands_in(word: str, text: str) -> bool:
    """A single syllable (빵, 차) only as a word of its own: it is a part of too many others."""
    if word.isascii():
        return bool(re.search(rf"\b{re.escape(word.casefold())}\b", text.casefold()))
    if len(word) > 1:
        return word.casefold().replace(" ", "") in text.casefold().replace(" ", "")
    return bool(re.search(rf"(?<![가-힣]){word}(?=\s|$|[은는이가을를도])", text))
