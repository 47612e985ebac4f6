"""Written Korean to the words a clerk says. One rule a kind of writing; earlier rules see the text first."""

from __future__ import annotations

import re
from typing import Final

from annae.text import korean_words as words
from annae.text.code_reader import CodeReader
from annae.text.hangul import fitting
from annae.text.korean_numbers import decimal, digits, native, sino
from annae.text.latin_codes import CODE
from annae.text.patterns import ENDLESS, LIST_COMMA, MINUS, NUMBER, START, TO, Say, any_of, tidy

_COUNTERS: Final = any_of(words.NATIVE_COUNTERS | words.SINO_COUNTERS)
_PARTICLE: Final = re.compile(r"(?:은|는|이|가|을|를|과|와|으로|로|이에요|예요|이라|이고|이나|이랑|랑)(?![가-힣])")
_ISO_DATE: Final = re.compile(r"(?<![\d.-])(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?![\d-])")
_SLASH_DATE: Final = re.compile(
    rf"(?<![\d/])(\d{{1,2}})/(\d{{1,2}})(?=\s?\([월화수목금토일]\)|까지|부터|에|{TO}\d|\s?기준)"
    r"|(?<=~)(\d{1,2})/(\d{1,2})(?![\d/])"
)
_WEEKDAY: Final = re.compile(r"(?<=[\d일])\s?\(([월화수목금토일])\)")
_WEEKDAYS: Final = re.compile(rf"(?<![가-힣])([월화수목금토일]){TO}([월화수목금토일])(?![가-힣])")
_HALF: Final = r"(?:(오전|오후|[AaPp]\.?[Mm]\.?)\s?)?"
_HALF_AFTER: Final = r"(?:\s?([AaPp]\.?[Mm]\b\.?))?"
_CLOCK: Final = rf"{_HALF}(?<![\d:])(\d{{1,2}}):(\d{{2}})(?::\d{{2}})?(?![\d:]){_HALF_AFTER}"
_TIME: Final = re.compile(_CLOCK)
_TIMES: Final = re.compile(rf"({_CLOCK}){TO}({_CLOCK})(까지)?")
_HOUR: Final = re.compile(r"(오전\s?|오후\s?|아침\s?|저녁\s?|밤\s?|낮\s?|새벽\s?)?(?<!\d)(\d{1,2})시(?!간)")
_RATIO: Final = re.compile(r"(?<![\d:])(\d+):(\d+)(?![\d:])")
_PHONE: Final = re.compile(
    r"(?<![\d-])(?:\+82[- ]?)?\(?(0\d{1,2})\)?[- ]?([\d*]{3,4})-([\d*]{4})(?![\d-])"
    r"|(?<![\d-])(1[568]\d{2})-(\d{4})(?![\d-])"
)
_SPOKEN_OF: Final = re.compile(
    r"(번호|자리|코드)([은는이가]|를|을|로)?([^\d가-힣A-Za-z]{0,3})(\d[\d-]*\d)(?![\d,]|\s?개)"
)
_NUMBERED: Final = re.compile(rf"{START}(\d{{4,}})(?=\s?번(?!째))|(?<=#)(\d{{3,}})")
_BASEMENT: Final = re.compile(
    r"(?<!비타민)(?<!비타민 )(?<![A-Za-z0-9-])(?:지하\s?)?B(\d{1,2})(?:F|층)?(?![A-Za-z0-9-])"
)
_FLOOR: Final = re.compile(r"(?<![A-Za-z0-9-])(\d{1,3})F(?![A-Za-z0-9])")
_PROMOTION: Final = re.compile(r"(?<![\d.,+])([1-9]|10)((?:\s?\+\s?(?:[1-9]|10))+)(?![\d.,%])")
_SIZES: Final = re.compile(rf"({NUMBER})\s?[x×X*]\s?(?=\d)")
_GREAT: Final = re.compile(rf"{START}(?:(?:{NUMBER})\s?[억만천백]\s?)+(?:\d{{1,4}}(?=\s?원))?")
_GREAT_PART: Final = re.compile(rf"({NUMBER})\s?([억만천백]?)")
_CURRENCY: Final = re.compile(rf"({any_of(words.CURRENCIES)})\s?({NUMBER})(?:\s?원)?")
_UNIT: Final = re.compile(rf"(?<![A-Za-z0-9.,])({NUMBER})\s?({any_of(words.UNITS)})(?![A-Za-z])")
_FROST: Final = re.compile(rf"(?<![\w)])[-−](?=(?:{NUMBER})\s?(?:℃|°C?|도))")
_CODES: Final = re.compile(rf"(?<![A-Za-z0-9]){any_of(words.CODES)}(?![A-Za-z0-9])")
_PARTS: Final = re.compile(rf"{START}(\d+)분의\s?(\d+)|(?<![\d/])(\d+)/(\d+)(?![\d/])")
_RANGE: Final = re.compile(
    rf"{START}(?<!-)({NUMBER})({TO})({NUMBER})(?:\s?({_COUNTERS})|\s?({any_of(words.UNITS)})(?![A-Za-z]))?(?![\d-])"
)
_MONTH: Final = re.compile(rf"{START}(\d{{1,2}})월")
_COUNTED: Final = re.compile(rf"{START}({NUMBER})\s?({_COUNTERS})")
_PLAIN: Final = re.compile(NUMBER)
_UNTIL: Final = re.compile(r"(?<=[가-힣])\s?[~∼〜]\s?(?=[가-힣A-Za-z])")
_SYMBOL: Final = re.compile(any_of(words.SYMBOLS))
_BETWEEN_WORDS: Final = re.compile(r"(?<=[가-힣A-Za-z])[/-](?=[가-힣])|(?<=[가-힣])[/-](?=[A-Za-z])")
_SPECIAL_MONTHS: Final = {6: "유월", 10: "시월"}
_NOON, _MIDNIGHT, _MONTHS, _DAYS, _MINUTES = 12, 24, 12, 31, 60
_NATIVE_HOURS: Final = 20
_CENT_DIGITS: Final = 2
_AGES: Final = range(20, 100, 10)


_READER: Final = CodeReader(
    digits,
    sino,
    decimal,
    letters=lambda run: "".join(words.LETTERS[letter] for letter in run),
    plus="플러스",
    pause=" ",
)


def spoken_korean(text: str) -> str:
    """``text`` in words, without a digit; a particle after what changed is made to fit its reading."""
    for pattern, say in _RULES:
        text = _said(pattern, say, text)
    text = _UNTIL.sub("에서 ", text)
    text = _SYMBOL.sub(lambda found: words.SYMBOLS[found[0]], text)
    return tidy(_BETWEEN_WORDS.sub(" ", text))


def _said(pattern: re.Pattern[str], say: Say, text: str) -> str:
    parts, done = [], 0
    for found in pattern.finditer(text):
        reading = say(found)
        if reading is None or found.start() < done:
            continue
        parts += [text[done : found.start()], reading]
        done = found.end()
        particle = _PARTICLE.match(text, done)
        if particle and "가" <= reading[-1:] <= "힣":
            parts.append(fitting(reading, particle[0]))
            done = particle.end()
    return "".join([*parts, text[done:]])


def _date(found: re.Match[str]) -> str | None:
    year, month, day = (int(part) for part in found.groups())
    said = _month_and_day(month, day)
    return said and f"{sino(year)} 년 {said}"


def _slash_date(found: re.Match[str]) -> str | None:
    month, day = (int(part) for part in found.groups() if part)
    return _month_and_day(month, day)


def _month_and_day(month: int, day: int) -> str | None:
    return f"{_month(month)} {sino(day)} 일" if 1 <= month <= _MONTHS and 1 <= day <= _DAYS else None


def _month(month: int) -> str:
    return _SPECIAL_MONTHS.get(month, f"{sino(month)}월")


def _month_alone(found: re.Match[str]) -> str | None:
    month = int(found[1])
    return _month(month) if 1 <= month <= _MONTHS else None


def _time(found: re.Match[str]) -> str | None:
    return _clock(*found.groups())


def _times(found: re.Match[str]) -> str | None:
    first, second = _clock(*found.groups()[1:5]), _clock(*found.groups()[6:10])
    return f"{first}부터 {second}까지" if first and second else None


def _clock(before: str | None, hour: str, minute: str, after: str | None) -> str | None:
    if int(hour) > _MIDNIGHT or int(minute) >= _MINUTES:
        return None
    half = (before or after or "").lower()
    said = {"a": "오전", "p": "오후"}.get(half[:1], half)
    return _hours(said, int(hour)) + (f" {sino(int(minute))} 분" if int(minute) else "")


def _hours(half: str, hour: int) -> str:
    if not half and hour > _NOON:
        half = "밤" if hour == _MIDNIGHT else "오후"
    elif not half and hour == 0:
        half = "밤"
    return f"{half} {native(hour % _NOON or _NOON)} 시".strip()


def _hour(found: re.Match[str]) -> str | None:
    return _hours((found[1] or "").strip(), int(found[2])) if int(found[2]) <= _MIDNIGHT else None


def _phone(found: re.Match[str]) -> str:
    return ", ".join("별표 " * len(part) if "*" in part else digits(part) for part in found.groups() if part)


def _number_of(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2] or ''}{found[3]}{'' if found[2] or found[3] else ' '}{_READER.by_digit(found[4])}"


def _promotion(found: re.Match[str]) -> str:
    return " 플러스 ".join(words.PROMOTION_NUMBERS[number.strip()] for number in found[0].split("+"))


def _great(found: re.Match[str]) -> str:
    """``3만 9천`` as ``39000``, which the rules for amounts then read."""
    worth = {"억": 10**8, "만": 10**4, "천": 10**3, "백": 10**2, "": 1}
    total, below_man = 0.0, 0.0
    for number, unit in _GREAT_PART.findall(found[0]):
        value = float(number.replace(",", "")) * worth[unit]
        if unit == "만":
            total, below_man = total + value + below_man * worth["만"], 0.0
        elif unit == "억":
            total, below_man = total + value + below_man * worth["억"], 0.0
        else:
            below_man += value
    space = " " if found[0].endswith(" ") else ""
    return f"{round(total + below_man)}{space}"


def _currency(found: re.Match[str]) -> str:
    whole, _, cents = found[2].partition(".")
    name = words.CURRENCIES[found[1]]
    if name in words.CENTS and len(cents) == _CENT_DIGITS:
        return f"{decimal(whole)} {name}" + (f" {sino(int(cents))} {words.CENTS[name]}" if int(cents) else "")
    return f"{decimal(found[2])} {name}"


def _unit(found: re.Match[str]) -> str:
    return f"{decimal(found[1])} {words.UNITS[found[2]]}"


def _parts(found: re.Match[str]) -> str:
    whole, share = (found[1], found[2]) if found[1] else (found[4], found[3])
    return f"{sino(int(whole))}분의 {sino(int(share))}"


def _range(found: re.Match[str]) -> str | None:
    low, to, high, counter, unit = found.groups()
    if to == "-" and float(low.replace(",", "")) >= float(high.replace(",", "")):
        return f"{decimal(low)} 다시 {decimal(high)}" + (f" {counter}" if counter else "")
    if unit:
        return f"{decimal(low)}에서 {decimal(high)} {words.UNITS[unit]}"
    few = f"{low}~{high}"
    if counter in words.NATIVE_COUNTERS:
        if few in words.FEW_NATIVE:
            return f"{words.FEW_NATIVE[few]} {counter}"
        return f"{_with_counter(low, counter, '')}에서 {_with_counter(high, counter, '')}"
    if counter in words.FEW_SINO_COUNTERS and few in words.FEW_SINO:
        return f"{words.FEW_SINO[few]} {counter}"
    return f"{decimal(low)}에서 {decimal(high)}" + (f" {counter}" if counter else "")


def _counted(found: re.Match[str]) -> str:
    return _with_counter(found[1], found[2], found.string[found.end() :])


def _with_counter(number: str, counter: str, following: str) -> str:
    if "." in number:
        return f"{decimal(number)} {counter}"
    value = int(number.replace(",", ""))
    if counter == "번째" and value == 1:
        return "첫 번째"
    return f"{native(value) if _is_native(counter, value, following) else sino(value)} {counter}"


def _is_native(counter: str, value: int, following: str) -> bool:
    if counter == "분":
        return following.startswith(words.PEOPLE_BEFORE)
    if counter == "번":
        return following.lstrip(" ").startswith(words.TIMES_BEFORE)
    if counter == "시간":
        return value < _NATIVE_HOURS
    if counter == "대" and value in _AGES:
        return False
    return counter in words.NATIVE_COUNTERS


_RULES: Final[tuple[tuple[re.Pattern[str], Say], ...]] = (
    (ENDLESS, lambda found: digits(found[0])),
    (LIST_COMMA, lambda _: ", "),
    (_PHONE, _phone),
    (_SPOKEN_OF, _number_of),
    (_NUMBERED, lambda found: _READER.by_digit(found[1] or found[2])),
    (_ISO_DATE, _date),
    (_SLASH_DATE, _slash_date),
    (_WEEKDAY, lambda found: f" {words.WEEKDAYS[found[1]]}"),
    (_WEEKDAYS, lambda found: f"{words.WEEKDAYS[found[1]]}부터 {words.WEEKDAYS[found[2]]}까지"),
    (_TIMES, _times),
    (_TIME, _time),
    (_HOUR, _hour),
    (_RATIO, lambda found: f"{sino(int(found[1]))} 대 {sino(int(found[2]))}"),
    (_BASEMENT, lambda found: f"지하 {sino(int(found[1]))} 층"),
    (_FLOOR, lambda found: f"{sino(int(found[1]))} 층"),
    (_CODES, lambda found: words.CODES[found[0]]),
    (_PROMOTION, _promotion),
    (_SIZES, lambda found: f"{found[1]} 곱하기 "),
    (_GREAT, _great),
    (_CURRENCY, _currency),
    (_FROST, lambda _: "영하 "),
    (_RANGE, _range),
    (_UNIT, _unit),
    (_PARTS, _parts),
    (_MONTH, _month_alone),
    (_COUNTED, _counted),
    (CODE, _READER.code),
    (MINUS, lambda _: "마이너스 "),
    (_PLAIN, _READER.plain),
)
