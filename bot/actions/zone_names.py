"""Which zone of the building a customer names, by its own name or by what is sold there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from store.info import StoreInfo, Zone

_SHORT: Final = 2
_WORD_END: Final = re.compile(r"$|[^가-힣]|을|를|이|가|은|는|도|만|용|에|까지|으로|로|하고|이랑|랑|매장|코너")


def zone_named(info: StoreInfo, text: str) -> Zone | None:
    """The zone whose own name or a name of whose category stands in the text; the longest name wins."""
    text = plain(text)
    named: list[tuple[int, Zone]] = []
    for zone in info.zones:
        names = [part for name in zone.name.both() for part in re.split(r"[·,&]| and ", name)]
        terms = [info.categories[category] for category in zone.categories if category in info.categories]
        names += [word for term in terms for word in term.words()]
        lengths = [len(plain(name)) for name in names if mentions(text, plain(name))]
        if lengths:
            named.append((max(lengths), zone))
    return max(named, key=lambda found: found[0])[1] if named else None


def brands_named(info: StoreInfo, text: str) -> list[str]:
    """Ids of the brands one of whose names stands in the text."""
    text = plain(text)
    return [brand for brand, term in info.brands.items() if any(mentions(text, plain(word)) for word in term.words())]


def plain(text: str) -> str:
    """In small letters, with single spaces."""
    return re.sub(r"\s+", " ", text.lower()).strip()


def mentions(text: str, name: str) -> bool:
    """Whether ``name`` stands in ``text`` as a word of its own; both are plain."""
    if not name:
        return False
    # A plural is as good as the singular, in the name and in the text.
    spellings = {name.removesuffix("s")} if name.isascii() else {name, name.replace(" ", "")}
    return any(_stands_alone(text, match.start(), match.end()) for s in spellings for match in _occurrences(s, text))


def _occurrences(spelling: str, text: str) -> Iterator[re.Match[str]]:
    # Most names do not occur at all, and compiling a pattern for each would take seconds.
    return re.finditer(re.escape(spelling), text) if spelling in text else iter(())


def _stands_alone(text: str, start: int, end: int) -> bool:
    if text[start].isascii():
        return not re.search(r"[a-z]$", text[:start]) and bool(re.match(r"(?:e?s)?(?![a-z])", text[end:]))
    if re.search("[가-힣]$", text[:start]):
        return False
    # A short Korean noun is also the start of many longer ones (차, 차장): only a particle may follow it.
    return end - start > _SHORT or bool(_WORD_END.match(text, end))
