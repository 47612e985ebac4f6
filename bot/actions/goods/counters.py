"""What things are counted with in Korean: 두 잔, 세 켤레; 개 where nothing else is known to fit."""

from __future__ import annotations

from typing import Final

from bot.actions.word_list import read_words
from store.shop import Shop

_COUNTERS: Final = read_words(__file__, "counter_words.yml")
_ANYTHING: Final = "개"


def counter_of(shop: Shop, product_id: str) -> str:
    """The counter of a product by the words for its category, of an item of the menu by its tags."""
    if product := shop.product(product_id):
        category = shop.category(product.category)
        called = set(category.words()) if category else set()
    else:
        called = {tag for offer in shop.menu() if offer.item.id == product_id for tag in offer.item.tags}
    fitting = [counter for counter, words in _COUNTERS.items() if called & {*words["ko"], *words["en"]}]
    return fitting[0] if len(fitting) == 1 else _ANYTHING
