"""Amounts of money as whole units of a currency, written the way each language writes them."""

from __future__ import annotations

from dataclasses import dataclass

from annae.types.language import Language


@dataclass(frozen=True, order=True)
class Money:
    """An amount in whole units (won have no minor unit)."""

    amount: int
    currency: str = "KRW"

    def written(self, language: Language) -> str:
        """``39,000원`` or ``39,000 won``; other currencies keep their code."""
        if self.currency != "KRW":
            return f"{self.amount:,} {self.currency}"
        return f"{self.amount:,}원" if language == "ko" else f"{self.amount:,} won"
