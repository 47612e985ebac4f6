"""Changing the list on the screen: a price, a colour, something without, another order."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Final

from bot.actions.goods.line_words import color_word
from bot.actions.product_list import lacking, look_for
from bot.actions.reference import category_words, product_meant, products_of
from bot.actions.shop_action import Answer
from bot.actions.shopping import Said, Shopping
from bot.actions.similar_list import SimilarList
from bot.actions.topics.order.changing import CartModify, is_about_the_cart
from bot.actions.turn import Turn
from bot.actions.wish import asks_for_whom, wants_similar
from store.product import Product

_NAMES_SIZE: Final = re.compile(r"사이즈|치수|호수|\bsizes?\b", re.IGNORECASE)
_OTHER_BRAND: Final = re.compile(
    r"(?:다른|딴|타)\s?(?:브랜드|메이커|회사)|(?:other|another|different) (?:brand|make)", re.IGNORECASE
)
_THE_SAME: Final = re.compile(
    r"같은\s?(?:거|걸|것|상품|디자인|모델)|이거|이걸|이건|\bsame\b|\b(?:this|it)\b", re.IGNORECASE
)
_OFFERED: Final = 4
"""Choices offered where the customer has to say which."""


class Refine(SimilarList):
    """Searches again with what was said besides; a kind of product not spoken of before is a wish of its own."""

    limit: ClassVar[str] = ""
    """The limit that it sets: where nothing keeps to it, it is taken back."""

    def answer(self, turn: Turn) -> Answer:
        """The new list, the nearest there is, or a question."""
        if wants_similar(turn.text, turn.language):
            product = product_meant(self, turn)
            return product if isinstance(product, Answer) else self.similar_to(turn, product)
        if asks_for_whom(turn.shopping):
            return self.for_wish(turn, turn.shopping.wishing(Said(self.intent, turn.text)), "gift.found")
        if self.is_another_wish(turn):
            return self.for_wish(turn, turn.shopping.looking_for(Said("product_search", turn.text)))
        said = self.said(turn)
        return self.refined(turn, said) if said else self.ask(turn)

    def said(self, turn: Turn) -> Said | None:
        """What is said about the wish; None where it does not become clear."""
        return Said(self.intent, turn.text) if self.services.products.tells(turn.text) else None

    def ask(self, turn: Turn) -> Answer:
        """The question for what is missing."""
        return Answer(self.say(turn, "refine.ask"), understood=False)

    def is_another_wish(self, turn: Turn) -> bool:
        """Whether a kind of product is named that was not looked for so far."""
        before = " ".join(said.text for said in turn.shopping.wish)
        return self.services.products.names_kind(turn.text, other_than=before)

    def refined(self, turn: Turn, said: Said) -> Answer:
        """The wish so far with ``said``, searched again."""
        before = _with_a_wish(self, turn)
        if before is None:
            if not self.services.products.read(said.text).limits:
                return Answer(self.say(turn, "refine.nothing_yet"), understood=False)
            return self.for_wish(turn, turn.shopping.looking_for(Said("product_search", said.text)))
        results = look_for(self.services.products, before.wishing(said).wish, turn.language)
        if not results.hits:
            return Answer(self.say(turn, "refine.nothing"), yes_means="staff_call")
        if self.limit in results.relaxed:
            return self.listed(turn, before, results.hits, self.lacking(results.relaxed), exact=False)
        if results.relaxed:
            return self.listed(
                turn, before.wishing(said), results.hits, lacking(results.relaxed, "refine"), exact=False
            )
        return self.listed(turn, before.wishing(said), results.hits, "refine.found")

    def lacking(self, relaxed: tuple[str, ...]) -> str:
        """The text that says what nothing keeps to."""
        return lacking(relaxed, "refine")


class RefinePrice(Refine):
    """Within an amount."""

    intent: ClassVar[str] = "refine_price"
    limit: ClassVar[str] = "price"

    def said(self, turn: Turn) -> Said | None:
        """The amount, as it was said, or as it was heard."""
        if self.services.products.read(turn.text).limits.price:
            return Said(self.intent, turn.text)
        amount = turn.entity("money")
        return Said(self.intent, self.phrase(turn, "refine.as_price", {"amount": amount})) if amount else None

    def ask(self, turn: Turn) -> Answer:
        """Asks for the amount."""
        return Answer(self.say(turn, "refine.ask_price"), understood=False)


class _Than(Refine):
    """Costs less, or more, than what is shown."""

    limit: ClassVar[str] = "price"

    @abstractmethod
    def than(self, prices: Sequence[int]) -> int:
        """The price that "cheaper" or "dearer" is said of, where ``prices`` are shown."""

    def said(self, turn: Turn) -> Said | None:
        """That, and the price it is said of: the one in focus, else those on the screen."""
        if self.services.products.read(turn.text).limits.price:
            return Said("refine_price", turn.text)
        shopping = turn.shopping
        shown = products_of(self, [shopping.focus] if shopping.focus else shopping.screen)
        if not shown:
            return None
        return Said(self.intent, turn.text, self.than([product.pays.amount for product in shown]))

    def ask(self, turn: Turn) -> Answer:
        """Asks what it is about."""
        return Answer(self.say(turn, "refine.nothing_yet"), understood=False)


class RefineCheaper(_Than):
    """Cheaper ones."""

    intent: ClassVar[str] = "refine_cheaper"

    def than(self, prices: Sequence[int]) -> int:
        """The lowest."""
        return min(prices)

    def lacking(self, relaxed: tuple[str, ...]) -> str:
        """Nothing is cheaper."""
        return "refine.no_cheaper" if relaxed == ("price",) else lacking(relaxed, "refine")


class RefineExpensive(_Than):
    """Better ones, which cost more."""

    intent: ClassVar[str] = "refine_expensive"

    def than(self, prices: Sequence[int]) -> int:
        """The highest."""
        return max(prices)

    def lacking(self, relaxed: tuple[str, ...]) -> str:
        """Nothing costs more."""
        return "refine.no_dearer" if relaxed == ("price",) else lacking(relaxed, "refine")


class RefineVariant(Refine):
    """What may be said of the list or of the cart: right after something went into the cart, it is of that."""

    def answer(self, turn: Turn) -> Answer:
        """The list, or the cart: what the last reply was about."""
        if is_about_the_cart(turn):
            return CartModify(self.services).answer(turn)
        return super().answer(turn)


class RefineColor(RefineVariant):
    """In a colour; the item in focus itself, where it comes in it."""

    intent: ClassVar[str] = "refine_color"
    limit: ClassVar[str] = "colors"

    def answer(self, turn: Turn) -> Answer:
        """As of any refinement, but for the one in focus."""
        focus = self.services.shop.product(turn.shopping.focus) if turn.shopping.focus else None
        color = self._color(turn)
        about_it = _THE_SAME.search(turn.text) or not turn.shopping.wish
        if focus and color and about_it and not self.is_another_wish(turn):
            return self.in_color(turn, focus, color)
        return super().answer(turn)

    def said(self, turn: Turn) -> Said | None:
        """The colour, as it was said, or as it was heard."""
        limits = self.services.products.read(turn.text).limits
        heard = turn.entity("color")
        if heard and not limits.colors and not limits.excluded.colors:
            return Said(self.intent, color_word(self.services.shop, heard, turn.language))
        return super().said(turn)

    def ask(self, turn: Turn) -> Answer:
        """In which colour? Those that the products shown come in are offered."""
        shown = products_of(self, turn.shopping.screen)
        colors = dict.fromkeys(color for product in shown for color in product.colors)
        words = [color_word(self.services.shop, color, turn.language) for color in list(colors)[:_OFFERED]]
        reply = self.say(turn, "refine.ask_color")
        reply.suggestions = words or reply.suggestions
        return Answer(reply, understood=False)

    def _color(self, turn: Turn) -> str:
        colors = sorted(self.services.products.read(turn.text).limits.colors)
        return colors[0] if len(colors) == 1 else turn.entity("color") or ""


class RefineSize(RefineVariant):
    """In a size."""

    intent: ClassVar[str] = "refine_size"
    limit: ClassVar[str] = "size"

    def said(self, turn: Turn) -> Said | None:
        """The size, as it was said, or as it was heard; "larger" alone tells none."""
        if self.services.products.read(turn.text).limits.size:
            return Said(self.intent, turn.text)
        if size := turn.entity("size"):
            return Said(self.intent, self.phrase(turn, "refine.as_size", {"size": size}))
        return None if _NAMES_SIZE.search(turn.text) else super().said(turn)

    def ask(self, turn: Turn) -> Answer:
        """Which size? Those that the products shown come in are offered."""
        sizes = dict.fromkeys(size for product in products_of(self, turn.shopping.screen) for size in product.sizes)
        reply = self.say(turn, "refine.ask_size")
        reply.suggestions = list(sizes)[:_OFFERED] or reply.suggestions
        return Answer(reply, understood=False)


class RefineBrand(Refine):
    """Of a brand, or of another one than what is shown."""

    intent: ClassVar[str] = "refine_brand"
    limit: ClassVar[str] = "brand"

    def said(self, turn: Turn) -> Said | None:
        """The brand, as it was said or heard, or the one not wanted."""
        limits = self.services.products.read(turn.text).limits
        if limits.brand or limits.excluded.brands:
            return Said(self.intent, turn.text)
        if heard := turn.entity("brand"):
            return Said(self.intent, heard)
        shopping = turn.shopping
        shown = products_of(self, [shopping.focus] if shopping.focus else shopping.screen[:1])
        if shown and shown[0].brand and _OTHER_BRAND.search(turn.text):
            return Said(self.intent, self.phrase(turn, "refine.as_other_brand", {"brand": shown[0].brand}))
        return None

    def ask(self, turn: Turn) -> Answer:
        """Of which brand? Those of the products found are offered."""
        found = products_of(self, turn.shopping.results)
        reply = self.say(turn, "refine.ask_brand")
        terms = self.services.shop.info.brands
        brands = [brand for brand in dict.fromkeys(product.brand for product in found) if brand]
        names = [terms[brand].name[turn.language] if brand in terms else brand for brand in brands]
        reply.suggestions = names[:_OFFERED] or reply.suggestions
        return Answer(reply, understood=False)


class RefineFeature(Refine):
    """With a property: lighter, waterproof, of leather."""

    intent: ClassVar[str] = "refine_feature"


class RefineExclude(RefineVariant):
    """Without something."""

    intent: ClassVar[str] = "refine_exclude"

    def is_another_wish(self, turn: Turn) -> bool:  # noqa: ARG002 - a kind that is named is not wanted
        """Never: a kind is named to be left out."""
        return False


class RefineSort(Refine):
    """In another order."""

    intent: ClassVar[str] = "refine_sort"

    def said(self, turn: Turn) -> Said | None:
        """The order; None for one that the search does not know."""
        return Said(self.intent, turn.text) if self.services.products.read(turn.text).order else None

    def ask(self, turn: Turn) -> Answer:
        """The orders there are."""
        return Answer(self.say(turn, "refine.ask_order"))


def _with_a_wish(action: SimilarList, turn: Turn) -> Shopping | None:
    """The context with a wish to refine: the one uttered, else for things like the one in focus or first shown."""
    shopping = turn.shopping
    if shopping.wish and (not shopping.focus or shopping.focus in shopping.results):
        return shopping
    product: Product | None = next(iter(products_of(action, [shopping.focus or next(iter(shopping.screen), "")])), None)
    if product is None:
        return shopping if shopping.wish else None
    return shopping.looking_for(Said("product_search", category_words(action, turn, product)))
