"""What all sections of store.yml have in common: texts in two languages, ids, and unknown keys that look misspelt."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, FiniteFloat, model_validator
from pydantic_core import PydanticCustomError

from store.bilingual import Bilingual

_TYPO_LIKENESS = 0.8


def _as_bilingual(value: Any) -> Any:
    if isinstance(value, str):
        return Bilingual(value, value)
    if isinstance(value, dict):
        if unknown := set(value) - {"ko", "en"}:
            raise ValueError(f"expected the languages ko and en, found {', '.join(sorted(map(str, unknown)))}")
        if not any(str(text or "").strip() for text in value.values()):
            raise ValueError("expected a text in ko or en or both, found none")
    return value


Text = Annotated[Bilingual, BeforeValidator(_as_bilingual)]
Id = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\s|:/\\]+$")]


class Section(BaseModel):
    """A part of store.yml. A key it does not know is kept, unless it looks like a known one misspelt."""

    model_config = ConfigDict(frozen=True, extra="allow", coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _reject_misspelt(cls, value: Any) -> Any:
        if isinstance(value, dict):
            known = {field.alias or name for name, field in cls.model_fields.items()}
            free = known - value.keys()
            for key in value.keys() - known:
                if meant := get_close_matches(str(key), sorted(free), n=1, cutoff=_TYPO_LIKENESS):
                    raise PydanticCustomError(
                        "misspelt", "unknown key; did you mean `{meant}`?", {"keys": (str(key),), "meant": meant[0]}
                    )
        return value


def _as_range(value: Any) -> Any:
    return (value, value) if isinstance(value, int) else value


def _in_order(value: tuple[int, int]) -> tuple[int, int]:
    if value[0] > value[1]:
        raise ValueError(f"expected the smaller number first, found {list(value)}")
    return value


def _amount(value: Any) -> Any:
    """``3,000`` and ``3000원`` are amounts too."""
    if isinstance(value, str):
        digits = value.strip().removesuffix("원").replace(",", "").strip()
        return int(digits) if digits.isdecimal() else value
    return value


Amount = Annotated[int, BeforeValidator(_amount), Field(strict=True, ge=0, le=10**12)]
"""Money in whole units of the shop's currency."""
Days = Annotated[int, Field(strict=True, ge=0, le=3660)]
DayRange = Annotated[
    tuple[Annotated[int, Field(strict=True, ge=0, le=365)], Annotated[int, Field(strict=True, ge=0, le=365)]],
    BeforeValidator(_as_range),
    AfterValidator(_in_order),
]
"""From so many days to so many; one number is both."""
Percent = Annotated[FiniteFloat, Field(ge=0, le=100)]
ClockTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


def _texts_by_language(value: Any) -> Any:
    return {"ko": value, "en": value} if isinstance(value, list) else value


class WordsByLanguage(Section):
    """Words for something, by language."""

    ko: list[str] = []
    en: list[str] = []

    def both(self) -> list[str]:
        """The different words there are, Korean first."""
        return list(dict.fromkeys([*self.ko, *self.en]))


Words = Annotated[WordsByLanguage, BeforeValidator(_texts_by_language)]
