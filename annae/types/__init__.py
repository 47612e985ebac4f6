"""Value types that cross folder borders: languages, money, product cards, replies."""

from annae.types.language import LANGUAGES, Language, as_language, guess_language, is_foreign
from annae.types.money import Money
from annae.types.presentation import Aspect, Presentation
from annae.types.reply import FloorDrawing, Location, ProductCard, Reply

__all__ = [
    "LANGUAGES",
    "Aspect",
    "FloorDrawing",
    "Language",
    "Location",
    "Money",
    "Presentation",
    "ProductCard",
    "Reply",
    "as_language",
    "guess_language",
    "is_foreign",
]
