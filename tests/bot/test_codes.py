import pytest

from bot.components.codes import find_codes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("삼공일칠이에요", [("phone_last4", "3017")]),
        ("삼공일칠", [("phone_last4", "3017")]),
        ("공 일 공 칠이요", [("phone_last4", "0107")]),
        ("영일영칠이요", [("phone_last4", "0107")]),
        ("뒷자리는 3 0 1 7 이에요", [("phone_last4", "3017")]),
        ("끝자리가 이이삼이예요", [("phone_last4", "2232")]),
        ("이이삼삼이요", [("phone_last4", "2233")]),
        ("공일공에 일이삼사에 삼공일칠이요", [("phone_last4", "3017")]),
        ("010-1234-3017", [("phone_last4", "3017")]),
        ("주문번호는 이공사일일칠이요", [("order_id", "204117")]),
        ("204117이고 뒷자리 3017", [("order_id", "204117"), ("phone_last4", "3017")]),
        ("이십만 사천백십칠 번", []),
        ("이십만사천백십칠번이요", [("order_id", "204117")]),
        ("에이 일공이사입니다", [("order_id", "A1024")]),
        ("주문번호 에이치 공공일", [("order_id", "H001")]),
        ("A-1024요", [("order_id", "A1024")]),
        ("three oh one seven", [("phone_last4", "3017")]),
        ("double seven three zero", [("phone_last4", "7730")]),
        ("thirty seventeen", [("phone_last4", "3017")]),
        ("last four four four five six", [("phone_last4", "4456")]),
        ("it's 3017", [("phone_last4", "3017")]),
        ("order a one oh two four, last four three oh one seven", [("order_id", "A1024"), ("phone_last4", "3017")]),
        ("d dash one zero zero seven", [("order_id", "D1007")]),
        ("삼공일 아니 삼공이칠", [("phone_last4", "3027")]),
        ("뒷자리 삼공일칠 아니 삼공이칠이요", [("phone_last4", "3027")]),
        ("주문번호 이공사일 아 아니 이공사이팔사", [("order_id", "204284")]),
        ("이공사이팔사 아니다 이공사이팔오예요", [("order_id", "204285")]),
        ("three oh one no wait three oh two seven", [("phone_last4", "3027")]),
        ("order 204182 sorry 204195", [("order_id", "204195")]),
        ("아니 204182가 아니라 204195라고요", [("order_id", "204182"), ("order_id", "204195")]),
        ("이 공 사 이 팔 사요", [("order_id", "204284")]),
        ("이공사이팔사 영수증 주세요", [("order_id", "204284")]),
        ("이영사이팔사", [("order_id", "204284")]),
        ("빵공공칠이요", [("phone_last4", "0007")]),
        ("공일공 일이삼사 삼공일칠", [("phone_last4", "3017")]),
        ("01012343017이요", [("phone_last4", "3017")]),
        ("zero one zero one two three four three zero one seven", [("phone_last4", "3017")]),
        ("double oh seven seven", [("phone_last4", "0077")]),
        ("triple four two", [("phone_last4", "4442")]),
        ("오 공 일 이", [("phone_last4", "5012")]),
        ("비 다시 공공오칠", [("order_id", "B0057")]),
    ],
)
def test_reads_numbers_as_people_write_and_say_them(text: str, found: list[tuple[str, str]]) -> None:
    assert [(code.kind, code.value) for code in find_codes(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "오이 사고 싶어요",
        "구두 270 있나요",
        "사이즈 잘못 불렀네요 250이에요",
        "제가 주문한 거 270으로 바꿔 주세요",
        "is there a 255",
        "can i order these in two sixty five",
        "십만 원대 손목시계",
        "100,000 won",
        "suitcase for less than 100000",
        "are you open at eleven thirty",
        "노트북 15인치",
        "2026년 11월",
        "삼 층 화장실",
        "",
        "둘 중에 하나만 골라 줘",
    ],
)
def test_amounts_times_and_sizes_are_no_codes(text: str) -> None:
    assert find_codes(text) == []


def test_says_where_a_code_stands() -> None:
    text = "네, 뒷자리는 삼공일칠이에요"
    (code,) = find_codes(text)
    assert text[code.start : code.end] == "삼공일칠"
