import pytest

from bot.actions.server import every_action
from bot.actions.services import Services
from tests.bot.conftest import Conversation, FakeAnswers


@pytest.mark.parametrize(
    ("text", "floor", "zone"),
    [
        ("장난감 매장 어떻게 가요", "5F", "완구"),
        ("저 좀 정문까지 데려다주실 수 있어요", "1F", "정문"),
        ("화장실까지 길 안내해 줘", "1F", "화장실"),
        ("육 층 올라가려면 어떻게 해야 돼요", "6F", "에스컬레이터"),
        ("지하로 내려가려면 어느 쪽으로 가요", "B1", "에스컬레이터"),
        ("삼 층에서 일 층 카페까지 어떻게 내려가요", "1F", "카페 솔바람"),
        ("벨로나르 매장까지 길 찾아 줘", "1F", "핸드백"),
        ("주차장 어떻게 가요", "B1", "엘리베이터"),
        ("밖으로 나가려면 어떻게 나가요", "1F", "정문"),
        ("엘리베이터까지 가는 길 알려 주세요", "1F", "엘리베이터"),
        ("take me to the food court", "B1", "Food Court Maru Hansang"),
        ("nearest escalator to go up to 5F which way", "5F", "Escalator"),
    ],
)
async def test_the_way_leads_to_what_is_named(conversation: Conversation, text: str, floor: str, zone: str) -> None:
    sent, _ = await conversation.turn("wayfinding", text)
    location = sent["custom"]["location"]
    assert (location["floor"], location["zone"]) == (floor, zone)
    assert location["route"]


@pytest.mark.parametrize(
    "text",
    ["휠체어로 5층 가는 길", "유모차 끌고 5층 가려는데 계단 없는 길로", "i'm in a wheelchair how do i get to 5F"],
)
@pytest.mark.parametrize("intent", ["wayfinding", "facility"])
async def test_how_a_customer_moves_is_not_where_they_go(conversation: Conversation, intent: str, text: str) -> None:
    if intent == "facility" and "유모차" in text:
        intent = "wayfinding"  # no facility is named: a pushchair to borrow is
    sent, _ = await conversation.turn(intent, text)
    steps = " ".join(sent["custom"]["location"]["route"])
    assert sent["custom"]["location"]["floor"] == "5F"
    assert "에스컬레이터" not in steps
    assert "escalator" not in steps


async def test_a_wheelchair_to_borrow_is_a_facility(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("facility", "휠체어 빌리는 곳 어디예요")
    assert "휠체어 대여" in sent["text"]


async def test_there_is_the_place_spoken_of_last(conversation: Conversation) -> None:
    await conversation.turn("lost_found", "지갑을 잃어버렸어요")
    sent, _ = await conversation.turn("wayfinding", "거기까지 가는 길 알려 주세요")
    assert sent["custom"]["location"]["zone"] == "고객센터"


async def test_this_one_is_the_product_in_focus(conversation: Conversation) -> None:
    conversation.slots["shopping"] = {"wish": [], "results": ["bag-01"], "screen": ["bag-01"], "seen": [],
                                      "focus": "bag-01", "color": "", "size": ""}  # fmt: skip
    sent, _ = await conversation.turn("wayfinding", "이거 파는 데까지 가는 길 보여 주세요")
    assert sent["custom"]["location"]["zone"] == "핸드백"


async def test_where_the_customer_stands_needs_no_way(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("wayfinding", "안내데스크 가는 길", metadata={"kiosk": "k-1f-main"})
    assert "안내데스크" in sent["text"]
    assert "미터" not in sent["text"]


async def test_asks_where_to_when_nothing_was_named(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("wayfinding", "길 안내 부탁드립니다")
    assert "location" not in sent["custom"]
    assert conversation.slots["failures"] == 1


async def test_a_brand_is_where_most_of_it_is_and_every_place_is_named(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("location_in_store", "벨로나르 어디 있어요")
    assert "1층 핸드백" in sent["text"]
    assert "3층" in sent["text"]
    assert sent["custom"]["location"]["floor"] == "1F"


async def test_two_facilities_are_both_answered(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("facility", "화장실이랑 수유실 어디예요")
    assert "화장실은 1층" in sent["text"] or "1층에 화장실" in sent["text"]
    assert "5층" in sent["text"]


@pytest.mark.parametrize(
    ("text", "words"), [("선물 포장 되나요", "6층 고객센터"), ("how much is gift wrapping", "3,000 won")]
)
async def test_gift_wrapping_is_told_from_the_store_pack(conversation: Conversation, text: str, words: str) -> None:
    sent, _ = await conversation.turn("gift_wrap", text)
    assert words in sent["text"]
    assert "100,000" in sent["text"]


async def test_lost_things_are_asked_for_and_found_ones_handed_in_at_the_desk(conversation: Conversation) -> None:
    lost, _ = await conversation.turn("lost_found", "i lost my wallet")
    found, _ = await conversation.turn("lost_found", "카드 주웠는데 어디에 맡겨요")
    assert "Customer Service Centre on 6F" in lost["text"]
    assert "6층 고객센터" in found["text"]
    assert lost["custom"]["mood"] == "sorry"
    assert found["custom"]["mood"] == "happy"


async def test_the_shops_own_list_answers_the_finer_question(services: Services) -> None:
    assert isinstance(services.faq, FakeAnswers)
    services.faq.known["포장은 얼마나 기다려야 해요"] = "보통 10분쯤 걸려요."
    talk = Conversation({action.name(): action for action in every_action(services)})
    sent, _ = await talk.turn("gift_wrap", "포장은 얼마나 기다려야 해요")
    assert "10분" in sent["text"]
    assert "3,000" not in sent["text"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("근처에 약국 있어요", "늘푸른약국"),
        ("지하철 몇 번 출구예요", "솔빛역 3번 출구"),
        ("호수공원 여기서 멀어요", "8분"),
        ("where does the bus stop", "bus stop"),
        ("is there a post office close by", "4"),
    ],
)
async def test_places_around_the_shop_come_with_minutes_on_foot(
    conversation: Conversation, text: str, words: str
) -> None:
    sent, _ = await conversation.turn("local_info", text)
    assert words in sent["text"]


async def test_a_place_the_pack_does_not_have_is_not_invented(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("local_info", "이 근처 은행 있나요")
    assert conversation.slots["yes_means"] == "staff_call"
    assert "분이" not in sent["text"]


async def test_what_is_in_the_building_is_told_when_there_is_none_outside(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("local_info", "가까운 현금인출기 어디예요")
    assert "지하 1층" in sent["text"]


async def test_sights_are_no_bus_stops(conversation: Conversation) -> None:
    sent, _ = await conversation.turn("local_info", "주변 볼거리 알려 주세요")
    assert "정류장" not in sent["text"]
    assert "마루호수공원" in sent["text"]
