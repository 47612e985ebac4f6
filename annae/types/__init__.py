"""Value types that cross folder borders: languages, money, product cards, replies."""

from annae.types.language import LANGUAGES, Language, as_language, guess_language, is_foreign
from annae.types.money import Money
from annae.types.reply import FloorDrawing, Location, ProductCard, Reply

__all__ = [
    "LANGUAGES",
    "FloorDrawing",
    "Language",
    "Location",
    "Money",
    "ProductCard",
    "Reply",
    "as_language",
    "guess_language",
    "is_foreign",
]
