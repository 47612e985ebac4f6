import pytest

from bot.components.entities import ENTITIES, find_entities
from bot.components.intent_features import KINDS
from bot.components.store_names import StoreNames

Named = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("5층에 두 개 있어요", [("floor", "5F"), ("quantity", "2")]),
        ("두 시에 두 개 두 번째 거요", [("time", "14:00"), ("quantity", "2"), ("ordinal", "2")]),
        ("세 시 반에 삼 층에서 만나요", [("time", "15:30"), ("floor", "3F")]),
        ("모레 저녁까지 하나만 맡아 주세요", [("day", "day_after_tomorrow"), ("time", "evening"), ("quantity", "1")]),
        ("주문번호 204245 배송 다음 주 월요일로", [("order_id", "204245"), ("day", "next_week_mon")]),
        ("삼공일칠", [("phone_last4", "3017")]),
        ("뒷자리 0245", [("phone_last4", "0245")]),
        ("245로 3만 원 아래", [("size", "245"), ("money", "30000")]),
        ("루나핏 245 까만 거 두 켤레", [("brand", "LunaFit"), ("size", "245"), ("color", "black"), ("quantity", "2")]),
        ("12월 25일에도 해요", [("day", "christmas")]),
        ("카페모카 두 잔", [("quantity", "2")]),
        ("on the third floor the third one", [("floor", "3F"), ("ordinal", "3")]),
        ("by five on friday two of them", [("time", "17:00"), ("day", "fri"), ("quantity", "2")]),
        ("order 204245 in 245", [("order_id", "204245"), ("size", "245")]),
        ("red ginseng under 70k", [("money", "70000")]),
    ],
)
def test_the_longer_and_more_specific_reading_wins(text: str, named: Named, names: StoreNames) -> None:
    assert [(found["entity"], found["value"]) for found in find_entities(text, names)] == named


def test_one_word_may_be_a_part_of_the_shop_and_a_facility(names: StoreNames) -> None:
    found = {(entity["entity"], entity["value"]) for entity in find_entities("푸드코트 몇 시까지 해요", names)}
    assert found == {("area", "food_court"), ("facility", "food_court")}


def test_places_are_exact(names: StoreNames) -> None:
    text = "그럼 루나핏으로 이백사십오 두 켤레요"
    assert [text[found["start"] : found["end"]] for found in find_entities(text, names)] == [
        "루나핏",
        "이백사십오",
        "두 켤레",
    ]


def test_the_kinds_an_intent_is_decided_on_do_not_depend_on_the_store() -> None:
    assert set(KINDS) == set(ENTITIES)
    assert list(KINDS) == sorted(KINDS)
