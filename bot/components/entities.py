"""Everything a message names: goods and what is said of them, days and times, numbers of orders, places."""

from __future__ import annotations

from typing import Any, Final

from bot.components.codes import find_codes
from bot.components.lexicon import find_terms
from bot.components.mentions.days import find_days
from bot.components.mentions.mention import Mention
from bot.components.mentions.money import find_money
from bot.components.mentions.ordinals import find_ordinals
from bot.components.mentions.quantities import find_quantities
from bot.components.mentions.sizes import find_sizes
from bot.components.mentions.times import find_times
from bot.components.store_names import StoreNames, current_names

ENTITIES: Final = (
    "emergency", "product", "order_id", "phone_last4", "money", "day", "time", "floor", "size", "ordinal", "quantity",
    "facility", "area", "brand", "color", "language",
)  # fmt: skip
"""All kinds; of two readings as long as one another, the one that stands first here counts."""
_TOGETHER: Final = ({"facility", "area"}, {"facility", "floor"}, {"area", "floor"})
"""Kinds that one word may name at once: the food hall is a part of the shop and the floor it is on."""
_ALWAYS: Final = "emergency"
"""Counts whatever else the words name."""


def find_entities(text: str, names: StoreNames | None = None) -> list[dict[str, Any]]:
    """Entities in Rasa's shape, in the order they stand in the text; ``names``: default those of the store at hand."""
    names = names or current_names().names()
    kept = _longest([*_found(text), *find_sizes(text, names.sizes), *names.find(text)])
    if not any(mention.entity in ("brand", "product") for mention in kept):
        heard = names.heard_brand(text)
        if heard and not any(heard.overlaps(other) for other in kept):
            kept.append(heard)
    return [
        {"entity": mention.entity, "value": mention.value, "start": mention.start, "end": mention.end}
        for mention in sorted(kept, key=lambda mention: (mention.start, mention.entity))
    ]


def _found(text: str) -> list[Mention]:
    return [
        *(Mention(code.kind, code.value, code.start, code.end) for code in find_codes(text)),
        *(Mention(term.entity, term.value, term.start, term.end) for term in find_terms(text)),
        *find_money(text),
        *find_days(text),
        *find_times(text),
        *find_ordinals(text),
        *find_quantities(text),
    ]


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Of those that share characters the longer: a size inside an order number is none."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start - one.end, ENTITIES.index(one.entity))):
        if not any(mention.overlaps(other) and not _go_together(mention, other) for other in kept):
            kept.append(mention)
    return [mention for mention in kept if mention.value]


def _go_together(one: Mention, other: Mention) -> bool:
    kinds = {one.entity, other.entity}
    return kinds in _TOGETHER or (_ALWAYS in kinds and len(kinds) > 1)
