"""Finds order numbers and the last four digits of a phone in what a customer wrote or said.

Digits may be written, read one by one in Korean (삼공일칠) or English (three oh one seven, double seven, thirty
seventeen), with a letter in front (A-1024, 에이 일공이사, a one oh two four).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

import yaml

Kind = Literal["order_id", "phone_last4"]

_WORDS: Final[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
_KO, _EN = _WORDS["ko"], _WORDS["en"]
_LAST: Final = 4
_SHORTEST: Final = 3
_PHONE: Final = re.compile(r"01[016-9]\d{7,8}")
_CUE_REACH: Final = 24
"""Characters before a number in which a word such as 뒷자리 or "order" still speaks of it."""


@dataclass(frozen=True)
class Code:
    """``value`` in digits, an order number with its letters in capitals; ``text[start:end]`` is where it stands."""

    kind: Kind
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class _Number:
    letters: str
    digits: str
    start: int
    end: int
    sure: bool = True
    """False for words that are as likely a time or an amount (ten thirty)."""


def find_codes(text: str) -> list[Code]:
    """Every order number and last-four in ``text``, in the order they stand."""
    found = sorted(_numbers(text), key=lambda number: (number.start, -number.end))
    codes: list[Code] = []
    for number in found:
        if codes and number.start < codes[-1].end:
            continue
        if code := _as_code(number, text, codes[-1].end if codes else 0):
            if codes and _CORRECTION.fullmatch(text, codes[-1].end, code.start):
                code = _in_place_of(codes.pop(), code)
            codes.append(code)
    return codes


def _in_place_of(wrong: Code, right: Code) -> Code:
    """``right``, which is of the kind that was spoken of before: 주문번호 1024 아니 1025."""
    four_digits = right.value.isdigit() and len(right.value) == _LAST
    return replace(right, kind=wrong.kind) if four_digits else right


def _as_code(number: _Number, text: str, previous_end: int) -> Code | None:
    before = text[max(previous_end, number.start - _CUE_REACH) : number.start].lower()
    cue = _nearest_cue(before)
    alone = not text[: number.start].strip() and not re.search(r"\w{3,}", text[number.end :])
    if not number.sure and not (cue or number.letters or alone):
        return None
    digits = number.digits
    if _PHONE.fullmatch(digits) and not number.letters:
        return Code("phone_last4", digits[-_LAST:], number.start, number.end)
    if len(digits) == _LAST and not number.letters and cue != "order_id":
        return Code("phone_last4", digits, number.start, number.end)
    shortest = _LAST + 1
    if number.letters or cue == "order_id":
        # Three digits without a letter are as likely a size: 주문한 거 270.
        numbered = number.letters or any(word in before for word in (*_KO["number_cues"], *_EN["number_cues"]))
        shortest = _SHORTEST if numbered else _LAST
    if len(digits) < shortest or cue == "phone_last4" or (_looks_like_money(digits) and not (cue or number.letters)):
        return None
    return Code("order_id", number.letters.upper() + digits, number.start, number.end)


def _looks_like_money(digits: str) -> bool:
    return digits.endswith("000")


def _nearest_cue(before: str) -> Kind | None:
    reach = {
        "order_id": max(before.rfind(cue) for cue in (*_KO["order_cues"], *_EN["order_cues"])),
        "phone_last4": max(before.rfind(cue) for cue in (*_KO["phone_cues"], *_EN["phone_cues"])),
    }
    kind: Kind = "order_id" if reach["order_id"] > reach["phone_last4"] else "phone_last4"
    return kind if reach[kind] >= 0 else None


# ---------------------------------------------------------------- where numbers stand


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_CORRECTION: Final = re.compile(
    rf"(?:{_one_of(_KO['endings'])})?[\s,.]*(?:{_one_of([*_KO['corrections'], *_EN['corrections']])})[\s,.]*",
    re.IGNORECASE,
)
_NO_AMOUNT = rf"(?!\s?(?:{_one_of(_WORDS['amounts'])})(?![a-z]))"
_WRITTEN = re.compile(
    rf"(?<![A-Za-z0-9.,])(?P<letters>[A-Za-z]{{1,3}}-?|(?<!['’])[A-Za-z]\s)?(?P<digits>\d(?:\s\d(?!\d))+|\d(?:[-.]?\d)*)(?![A-Za-z0-9]|,\d){_NO_AMOUNT}",
    re.IGNORECASE,
)

_KO_DIGIT = f"[{''.join(_KO['digits'])}]"
_KO_JOINT = rf"\s*(?:(?:{_one_of(_KO['joints'])})\s*)?"
_KO_SPELLED = re.compile(
    rf"(?:(?<![가-힣])|(?<=번호)|(?<=자리)|(?<=[호리]는))(?P<letters>(?:{_one_of(_KO['letters'])}){_KO_JOINT})?"
    rf"(?P<digits>(?:{_KO_DIGIT}|\d)(?:{_KO_JOINT}(?:{_KO_DIGIT}|\d))+)"
)
_KO_ENDING = re.compile(rf"(?:{_one_of(_KO['endings'])})|(?![가-힣])")
_KO_CARDINAL = re.compile(
    rf"(?<![가-힣])(?P<letters>(?:{_one_of(_KO['letters'])})\s?)?(?P<number>[일이삼사오육칠팔구십백천만]*[천만][일이삼사오육칠팔구십백천]*)(?P<after>번)?"
)
_KO_UNITS: Final = {"십": 10, "백": 100, "천": 1000}

_EN_DIGIT = rf"(?:{_one_of(_EN['repeats'])})\s+(?:{_one_of(_EN['digits'])}|\d)\b|(?:{_one_of(_EN['digits'])})\b|\d\b"
_EN_PAIR = rf"(?:{_one_of(_EN['tens'])})(?:[\s-](?:{_one_of(_EN['digits'])}))?\b|(?:{_one_of(_EN['teens'])})\b"
_EN_JOINT = rf"[\s,-]+(?:(?:{_one_of(_EN['joints'])})\s+)?"
_EN_SPELLED = re.compile(
    rf"(?<!['’])\b(?<!last\s)(?:(?P<letters>[a-z])\s+(?:(?:{_one_of(_EN['joints'])})\s+)?)?"
    rf"(?P<digits>(?:{_EN_PAIR}|{_EN_DIGIT})(?:{_EN_JOINT}(?:{_EN_PAIR}|{_EN_DIGIT}))+){_NO_AMOUNT}",
    re.IGNORECASE,
)
_EN_ATOM = re.compile(rf"{_EN_PAIR}|{_EN_DIGIT}", re.IGNORECASE)


def _numbers(text: str) -> Iterator[_Number]:
    yield from _written(text)
    yield from _spelled_korean(text)
    yield from _korean_cardinals(text)
    yield from _spelled_english(text)


def _written(text: str) -> Iterator[_Number]:
    for match in _WRITTEN.finditer(text):
        letters = re.sub(r"[^A-Za-z]", "", match["letters"] or "")
        if _is_article(match, text):
            letters = ""
        start = match.start() if letters else match.start("digits")
        yield _Number(letters, re.sub(r"\D", "", match["digits"]), start, match.end())


def _is_article(match: re.Match[str], text: str) -> bool:
    """Whether the letter is the word "a", as in "is there a 255"."""
    numbered = _nearest_cue(text[max(0, match.start() - _CUE_REACH) : match.start()].lower()) == "order_id"
    return match["letters"] == "a " and match["digits"].isdigit() and not numbered


def _spelled_korean(text: str) -> Iterator[_Number]:
    for match in _KO_SPELLED.finditer(text):
        letters = _korean_letter(match["letters"] or "")
        end = match.end()
        while not _ends_number(text, end) and (word := text.rfind(" ", match.start("digits"), end)) > 0:
            end = word  # the next word begins with a digit, too: 이공사 영수증
        if text[end - 1] == "이" and _KO_ENDING.match(text, end - 1) and not _ends_word(text, end):
            end -= 1  # the copula, not a two: 삼공일칠이에요
            spelled = not text[match.start("digits") : end].isdigit()
            if spelled and _count(text, match.start("digits"), end) == _LAST - 1 and not letters:
                end += 1  # four digits are what we asked for: 오오칠이예요
        if not _KO_ENDING.match(text, end):
            continue
        digits = _korean_digits(text[match.start("digits") : end])
        if len(digits) >= _SHORTEST:
            yield _Number(letters, digits, match.start(), end)


def _ends_number(text: str, end: int) -> bool:
    """Whether what follows inside the word is no further word; the last 이 may belong to it."""
    return any(_KO_ENDING.match(text, place) for place in ((end, end - 1) if text[end - 1] == "이" else (end,)))


def _ends_word(text: str, end: int) -> bool:
    return end == len(text) or not re.match("[가-힣]", text[end])


def _count(text: str, start: int, end: int) -> int:
    return len(_korean_digits(text[start:end]))


def _korean_digits(spelled: str) -> str:
    return "".join(_KO["digits"].get(sign, sign if sign.isdigit() else "") for sign in spelled)


def _korean_letter(spoken: str) -> str:
    """The letter whose name ``spoken`` starts with, of several the longest (에이치 before 에이)."""
    names = [name for name in _KO["letters"] if spoken.startswith(name)]
    return str(_KO["letters"][max(names, key=len)]) if names else ""


def _korean_cardinals(text: str) -> Iterator[_Number]:
    """천이십사 after a letter or before 번 is 1024; elsewhere it is an amount."""
    for match in _KO_CARDINAL.finditer(text):
        letters = _korean_letter(match["letters"] or "")
        if letters or match["after"]:
            yield _Number(letters, str(_korean_cardinal(match["number"])), match.start(), match.end("number"))


def _korean_cardinal(spelled: str) -> int:
    total = below = digit = 0
    for sign in spelled:
        if sign == "만":
            total, below, digit = max(below + digit, 1) * 10_000, 0, 0
        elif sign in _KO_UNITS:
            below, digit = below + max(digit, 1) * _KO_UNITS[sign], 0
        else:
            digit = int(_KO["digits"][sign])
    return total + below + digit


def _spelled_english(text: str) -> Iterator[_Number]:
    for match in _EN_SPELLED.finditer(text):
        atoms = [atom.lower() for atom in _EN_ATOM.findall(match["digits"])]
        digits = "".join(map(_english_digits, atoms))
        if len(digits) >= _SHORTEST:
            paired = any(atom.split()[0].split("-")[0] in (_EN["tens"] | _EN["teens"]) for atom in atoms)
            start = match.start() if match["letters"] else match.start("digits")
            yield _Number(match["letters"] or "", digits, start, match.end(), sure=not paired)


def _english_digits(atom: str) -> str:
    """``double seven`` is 77, ``thirty`` 30, ``thirty-one`` 31, ``seventeen`` 17."""
    head, *rest = re.split(r"[\s-]+", atom)
    unit = _EN["digits"].get(rest[0], rest[0]) if rest else ""
    if head in _EN["repeats"]:
        return str(unit) * int(_EN["repeats"][head])
    if head in _EN["tens"]:
        return str(_EN["tens"][head]) + (str(unit) or "0")
    return str(_EN["teens"].get(head) or _EN["digits"].get(head, head))
