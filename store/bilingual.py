"""A text in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from annae.types import Language


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Korean and English; a shop may give only one, which then stands for both."""

    ko: str = ""
    en: str = ""

    def __getitem__(self, language: Language) -> str:
        """The text in ``language``, or in the other one where that is all there is."""
        return (self.en or self.ko) if language == "en" else (self.ko or self.en)

    def __bool__(self) -> bool:
        return bool(self.ko or self.en)

    def both(self) -> list[str]:
        """The different texts there are, Korean first: for searching and matching."""
        return list(dict.fromkeys(text for text in (self.ko, self.en) if text))
