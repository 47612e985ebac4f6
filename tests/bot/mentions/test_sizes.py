import pytest

from tests.bot.mentions.said import said


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("이백사십오 있어요", ["245"]),
        ("245", ["245"]),
        ("사이즈는 245요", ["245"]),
        ("발이 245예요", ["245"]),
        ("245이라고 했어요", ["245"]),
        ("이백칠십으로만요", ["270"]),
        ("아 그거 아니고 이백육십이라고 했어요", ["260"]),
        ("이백칠씹만요", ["270"]),
        ("발볼이 넓어서 255로만 볼래요", ["255"]),
        ("240이랑 245 남았나요", ["240", "245"]),
        ("엑스라지", ["XL"]),
        ("엑스라지로 바꿔 주세요", ["XL"]),
        ("투엑스라지 있나요", ["2XL"]),
        ("라지로 변경할게요", ["L"]),
        ("이 잠옷 엠 있으면 알려 주세요", ["M"]),
        ("평소 라지 입어요", ["L"]),
        ("스몰 아직 남았나요", ["S"]),
        ("L 사이즈요", ["L"]),
        ("XL 남았어요", ["XL"]),
        ("100 사이즈로 나오는 거", ["100"]),
        ("백 사이즈", ["100"]),
        ("two forty five", ["245"]),
        ("size two sixty", ["260"]),
        ("in 235 please", ["235"]),
        ("a medium", ["M"]),
        ("i wear a large what should i get", ["L"]),
        ("exchange it for a meduim", ["M"]),
        ("extra large only", ["XL"]),
        ("do you have it in small", ["S"]),
        ("is there a 255", ["255"]),
        ("in XL", ["XL"]),
    ],
)
def test_sizes_as_they_are_sold(text: str, sizes: list[str]) -> None:
    assert said(text, "size") == sizes


@pytest.mark.parametrize(
    "text",
    [
        "주문번호 204245",
        "이백사십오 개",
        "250 포인트 있어요",
        "250원",
        "뒷자리 0245",
        "더 큰 사이즈 있어요",
        "조금 작은 거요",
        "a large family",
        "a small gift for my mum",
        "these run big or small",
        "we have 200 people",
        "250 won",
        "i'm looking",
    ],
)
def test_other_numbers_and_large_things_are_no_sizes(text: str) -> None:
    assert said(text, "size") == []
