"""How many pieces a customer wants: 양말 세 켤레, 머그 열 개 살 건데, two mugs."""

from __future__ import annotations

import re
from typing import Final

from catalog_index.understanding.amounts import english_amount
from catalog_index.understanding.terms import Found, without

_TENS: Final = {"열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50}
_ONES: Final = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_COUNTERS: Final = "개|켤레|벌|장|병|권|쌍|자루|상자|박스|봉지|팩"
_NUMBER: Final = rf"(?:(?P<digits>\d{{1,3}})|(?P<tens>{'|'.join(_TENS)})?(?P<ones>{'|'.join(_ONES)})?)"
# 카드 여덟 장 들어가는 지갑, 두 개짜리, 2개월: what it holds or how it comes, not how many are wanted.
_KOREAN: Final = re.compile(
    rf"(?<![가-힣\d,.]){_NUMBER}\s?(?:{_COUNTERS})(?:씩|쯤|정도|만|을|를|은|는|로|요|이요)*(?![가-힣])"
    r"(?!\s?(?:들어|담|넣|세트|이상|이하|들이|수납|짜리|입))"
)
_WORDS: Final = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
_ENGLISH: Final = re.compile(
    rf"(?:^|(?<=need )|(?<=want )|(?<=buy )|(?<=get )|(?<=take )|(?<=order )|(?<=me )|(?<=for )|(?<=like ))"
    rf"(?P<number>{_WORDS}|\d{{1,2}})\s(?=(?:[a-z-]+\s){{0,2}}[a-z]{{2,}}s\b)"
    r"(?!(?:[a-z]+\s)?(?:years?|months?|weeks?|days?|hours?|persons?|guests|kids|friends|inch(?:es)?|cups|members|of)\b)",
    re.IGNORECASE,
)


def find_quantity(text: str) -> tuple[int | None, str]:
    """How many are wanted, and the text without it; None where nothing is said."""
    for match in _KOREAN.finditer(text):
        if number := _korean(match):
            return number, without(text, [Found("", match.start(), match.end())])
    if english := _ENGLISH.search(text):
        return english_amount(english["number"].lower()), without(text, [Found("", english.start(), english.end())])
    return None, text


def _korean(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    return _TENS.get(match["tens"] or "", 0) + _ONES.get(match["ones"] or "", 0)
