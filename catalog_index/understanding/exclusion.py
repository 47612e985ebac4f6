"""What a customer does not want: "가죽 말고", "without wool or fur", "not black", "fragrance-free"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from catalog_index.understanding.terms import Found
from catalog_index.understanding.vocabulary import vocabulary


def split_excluded(
    text: str, found: Sequence[Found], food: frozenset[str] = frozenset()
) -> tuple[list[Found], list[Found]]:
    """``found`` (in order) as those wanted and those not wanted, the latter with the words that say so.

    What is ``food`` may also be something the customer cannot eat. In a list ("울이나 가죽 말고", "no wool or fur") the
    word counts for all of it.
    """
    marked = [_marked(text, part) or (_not_eaten(text, part) if part.id in food else None) for part in found]
    excluded = list(marked)
    for i in range(1, len(found)):  # English: the word stands before the list
        if excluded[i - 1] and not excluded[i] and _joined(text, found[i - 1], found[i]):
            excluded[i] = found[i]
    for i in reversed(range(len(found) - 1)):  # Korean: behind it
        if excluded[i + 1] and not excluded[i] and _joined(text, found[i], found[i + 1]):
            excluded[i] = found[i]
    wanted = [part for part, marking in zip(found, excluded, strict=True) if marking is None]
    return wanted, [part for part in excluded if part is not None]


def find_unwanted(text: str) -> tuple[str, str]:
    """What is not liked in words that the shop has no name for, and the text without it; empty when nothing is."""
    for pattern in _unwanted():
        if (match := pattern.search(text)) and match["words"]:
            return match["words"], " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())
    return "", text


@cache
def _unwanted() -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in vocabulary()["exclude"]["unwanted"].values()]


def _marked(text: str, part: Found) -> Found | None:
    before, after, free, after_noun = _markers()
    if behind := after.match(text, part.end):
        return Found(part.id, part.start, behind.end())
    if behind := free.match(text, part.end):
        return Found(part.id, part.start, behind.end())
    if behind := after_noun.match(text, part.end):
        return Found(part.id, part.start, behind.end())
    if ahead := before.search(text, 0, part.start):
        return Found(part.id, ahead.start(), part.end)
    return None


def _not_eaten(text: str, part: Found) -> Found | None:
    words = vocabulary()["exclude"]["eaten"]
    if behind := re.compile(f"{words['ko']}|{words['en']}", re.IGNORECASE).match(text, part.end):
        return Found(part.id, part.start, behind.end())
    if ahead := re.compile(words["en_before"], re.IGNORECASE).search(text, 0, part.start):
        return Found(part.id, ahead.start(), part.end)
    return None


def _joined(text: str, left: Found, right: Found) -> bool:
    between = text[left.end : right.start].strip(" ,")
    return between.lower() in vocabulary()["exclude"]["joiners"]


@cache
def _markers() -> tuple[re.Pattern[str], ...]:
    words = vocabulary()["exclude"]
    return (
        re.compile(rf"\b{words['en']}\s+$", re.IGNORECASE),
        re.compile(rf"\s?{words['ko']}[가-힣]*"),
        re.compile(words["free"], re.IGNORECASE),
        re.compile(rf"\s[가-힣]+\s{words['ko_after_noun']}[가-힣]*"),  # 빨간 가방 말고
    )
