"""What all sections of store.yml have in common: texts in two languages, ids, and unknown keys that look misspelt."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
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
