"""Written text to what a clerk says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annae.text import spoken
from annae.types import Language

KOREAN = {
    "커피 2잔 주세요": "커피 두 잔 주세요",
    "20살 생일 선물": "스무 살 생일 선물",
    "21명이 앉을 자리": "스물한 명이 앉을 자리",
    "12시 30분에 오세요": "열두 시 삼십 분에 오세요",
    "39,000원이에요": "삼만 구천 원이에요",
    "가격은 ₩1,290,000입니다": "가격은 백이십구만 원입니다",
    "3만 9천원짜리": "삼만 구천 원짜리",
    "1.5만 원 할인": "만 오천 원 할인",
    "10,000원": "만 원",
    "160,600원": "십육만 육백 원",
    "100,000,000원": "일억 원",
    "10만원 이상이면 5% 할인": "십만 원 이상이면 오 퍼센트 할인",
    "평점은 4.5점": "평점은 사 점 오 점",
    "10.05%": "십 점 영오 퍼센트",
    "2026-11-22까지": "이천이십육 년 십일월 이십이 일까지",
    "2026. 6월 10월 1일": "이천이십육. 유월 시월 일 일",
    "11월 22일(일) 오전 10:30~오후 8:00": "십일월 이십이 일 일요일 오전 열 시 삼십 분부터 오후 여덟 시까지",
    "10:30에 열고 20:00에 닫아요": "열 시 삼십 분에 열고 오후 여덟 시에 닫아요",
    "월~금 10:30~20:00": "월요일부터 금요일까지 열 시 삼십 분부터 오후 여덟 시까지",
    "오후 8:30": "오후 여덟 시 삼십 분",
    "8:30 PM": "오후 여덟 시 삼십 분",
    "10~20% 할인": "십에서 이십 퍼센트 할인",
    "270mm 운동화": "이백칠십 밀리미터 운동화",
    "500ml와 1.5L": "오백 밀리리터와 일 점 오 리터",
    "무게 850g, 3.5kg 이하": "무게 팔백오십 그램, 삼 점 오 킬로그램 이하",
    "30x40cm": "삼십 곱하기 사십 센티미터",
    "B1 식품관": "지하 일 층 식품관",
    "B1~6F": "지하 일 층에서 육 층",
    "3층과 3F": "삼 층과 삼 층",
    "3F는 어디": "삼 층은 어디",
    "지하 2층": "지하 이 층",
    "비타민 B1": "비타민 비 일",
    "2+1 행사와 1+1": "투 플러스 원 행사와 원 플러스 원",
    "010-1234-5678로": "공일공, 일이삼사, 오육칠팔로",
    "02-123-4567": "공이, 일이삼, 사오육칠",
    "1588-0000": "일오팔팔, 공공공공",
    "주문번호 20931은": "주문번호 이공구삼일은",
    "주문 번호는 A-20931이에요": "주문 번호는 에이 이공구삼일이에요",
    "전화번호 뒷자리 4821": "전화번호 뒷자리 사팔이일",
    "L 사이즈와 XL는": "엘 사이즈와 엑스라지는",
    "2XL을 주세요": "투엑스라지를 주세요",
    "IPX4 방수": "아이피엑스 사 방수",
    "USB-C 충전": "유에스비 씨 충전",
    "LED TV": "엘이디 티브이",
    "WH-1000XM5": "더블유에이치 천 엑스엠 오",
    "SPF50+": "에스피에프 오십 플러스",
    "iPhone 15": "iPhone 십오",
    "3번 출구에서 2번 더": "삼 번 출구에서 두 번 더",
    "3분이세요? 5분 걸려요": "세 분이세요? 오 분 걸려요",
    "2~3개, 10~20개": "두세 개, 열 개에서 스무 개",
    "2~3일 걸려요": "이삼 일 걸려요",
    "1번째, 2번째": "첫 번째, 두 번째",
    "24시간 영업, 3시간 무료": "이십사 시간 영업, 세 시간 무료",
    "30대 여성과 노트북 3대": "삼십 대 여성과 노트북 세 대",
    "3개월 동안 3개": "삼 개월 동안 세 개",
    "-5℃": "영하 오 도",
    "1/2 컵과 3분의 1": "이분의 일 컵과 삼분의 일",
    "4계절 이불": "사계절 이불",
    "2박 3일 여행": "이 박 삼 일 여행",
    "2,3층에 있어요": "이, 삼 층에 있어요",
    "$12.50": "십이 달러 오십 센트",
    "50% OFF SALE": "오십 퍼센트 오프 세일",
    "３개, ①번": "세 개, 일 번",
    "감사합니다 😊": "감사합니다 😊",
}

ENGLISH = {
    "It is 39,000 won.": "It is thirty-nine thousand won.",
    "₩1,290,000": "one million two hundred ninety thousand won",
    "It's on B1.": "It's on basement one.",
    "Take the escalator to the 3F.": "Take the escalator to the third floor.",
    "Coats are on 2F, up from 1F.": "Coats are on the second floor, up from the first floor.",
    "Open from 10:30 a.m. to 8:30 p.m.": "Open from ten thirty a.m. to eight thirty p.m.",
    "10:30-20:00": "ten thirty to eight p.m.",
    "We close at 9pm; it is 12:00.": "We close at nine p.m.; it is twelve o'clock.",
    "Pick it up by 2026-11-22.": "Pick it up by November twenty-second, twenty twenty-six.",
    "by Nov 3rd or the 5th of May": "by November third or May fifth",
    "10-20% off": "ten to twenty percent off",
    "Buy 2+1 today": "Buy two plus one today",
    "270mm, 3.5kg, 1 kg": "two hundred seventy millimeters, three point five kilograms, one kilogram",
    "Call 010-1234-5678.": "Call zero one zero, one two three four, five six seven eight.",
    "Order number 20931 is ready": "Order number two zero nine three one is ready",
    "Order A-20931": "Order A two zero nine three one",
    "IPX4 and USB-C": "I P X four and U S B C",
    "size L or XL": "size large or extra large",
    "A bag with 4.5 stars": "A bag with four point five stars",
    "since 1998": "since nineteen ninety-eight",
    "$12.50 and $1": "twelve dollars fifty cents and one dollar",
    "3/4 of the 22nd": "three quarters of the twenty-second",
    "-5°C": "minus five degrees",
    "100,000 items": "one hundred thousand items",
    "I have a TV.": "I have a T V.",
    "the 3층 sign": "the 삼 층 sign",
}


@pytest.mark.parametrize(("written", "expected"), KOREAN.items())
def test_korean_is_read_as_a_clerk_reads_it(written: str, expected: str) -> None:
    assert spoken(written, "ko") == expected


@pytest.mark.parametrize(("written", "expected"), ENGLISH.items())
def test_english_is_read_as_a_clerk_reads_it(written: str, expected: str) -> None:
    assert spoken(written, "en") == expected


@given(
    st.text(alphabet="0123456789,.:-~/+%()#₩$원개층시분번월일 aABFLXkgml가는이까지 \n", max_size=60),
    st.sampled_from(["ko", "en"]),
)
def test_no_digit_is_left_whatever_is_written(text: str, language: Language) -> None:
    assert not re.search(r"[0-9]", spoken(text, language))


@given(st.text(max_size=80), st.sampled_from(["ko", "en"]))
def test_any_text_at_all_can_be_read(text: str, language: Language) -> None:
    assert isinstance(spoken(text, language), str)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_already_in_words_stays_as_it_is(language: Language) -> None:
    for written in KOREAN if language == "ko" else ENGLISH:
        once = spoken(written, language)
        assert spoken(once, language) == once


@pytest.mark.parametrize("nonsense", ["1" * 100_000, "1," * 50_000, "A1-" * 30_000, "10:30~" * 16_000, "가" * 100_000])
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.timeout(60)
def test_a_hundred_thousand_characters_are_read_in_linear_time(nonsense: str, language: Language) -> None:
    assert spoken(nonsense, language)
