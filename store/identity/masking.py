"""Personal data as it is shown outside its owner's conversation: enough to recognise, too little to use."""

from __future__ import annotations

import re

_NETWORK_DIGITS = 3  # 010: says that it is a mobile, not whose
_TRACKING_SHOWN = 4
_REGION_WORDS = 2  # 서울 강남구


def masked_name(name: str) -> str:
    """A name that its owner recognises and others do not: 김*수, 남**수, 김*, J*** S****."""
    words = name.split()
    if len(words) == 1 and not name.isascii():
        word = words[0]
        return word[0] + "*" if len(word) <= 2 else word[0] + "*" * (len(word) - 2) + word[-1]  # noqa: PLR2004 - family name and one syllable
    return " ".join(word[0] + "*" * (len(word) - 1) for word in words)


def masked_phone(phone: str) -> str:
    """Only the network's digits: 010-****-****. The last four prove an order, so they are never shown."""
    shown = _NETWORK_DIGITS if len(re.findall(r"\d", phone)) > 2 * _NETWORK_DIGITS else 0
    seen = 0

    def hide(digit: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return digit[0] if seen <= shown else "*"

    return re.sub(r"\w", hide, phone)


def masked_address(address: str) -> str:
    """The region at most: 서울 강남구 ***, and *** where the region is not what comes first, as in English."""
    words = address.split()
    if len(words) > _REGION_WORDS and all(re.fullmatch(r"[가-힣]+", word) for word in words[:_REGION_WORDS]):
        return " ".join([*words[:_REGION_WORDS], "***"])
    return "***" if words else ""


def masked_tracking(number: str) -> str:
    """The last four characters: a whole number opens the carrier's page with the address."""
    hidden = max(len(number) - _TRACKING_SHOWN, 0)
    return "*" * hidden + number[hidden:] if hidden > _TRACKING_SHOWN else "*" * len(number)
