import pytest

from annae.types import Money
from catalog_index.details import Details
from catalog_index.labels import Labels
from catalog_index.tokens import TokenSplitter
from store.bilingual import Bilingual
from store.product import Product

BAG = Product(
    id="b1",
    title=Bilingual("아르덴 방수 토트백", "Arden Waterproof Tote"),
    description=Bilingual(
        "노트북과 서류가 들어가는 가방이에요. 자전거를 탈 때도 편합니다. 어버이날 선물로 많이 찾으세요.",
        "Holds a laptop and papers. Big enough for a watermelon. Comfortable on a bicycle.",
    ),
    brand="Arden",
    category="bag",
    price=Money(59000),
    sale_price=None,
    colors=(),
    sizes=(),
    tags=(),
    image="",
    rating=None,
    review_count=0,
    zone="",
    attributes={"material": "cotton", "weight_g": "350", "vegan": "yes", "microwave": "no"},
)


@pytest.fixture(scope="module")
def details():
    return Details(TokenSplitter(), Labels())


@pytest.mark.parametrize(
    ("question", "language", "labels"),
    [
        ("이거 뭘로 만든 거예요", "ko", ["소재"]),
        ("무게가 얼마나 나가요", "ko", ["무게"]),
        ("소재랑 무게 알려 주세요", "ko", ["소재", "무게"]),
        ("what is it made of", "en", ["material"]),
    ],
)
def test_an_attribute_answers_what_is_asked_for(details, question, language, labels):
    told = details.of(BAG, question, language)
    assert [fact.label[language] for fact in told.facts] == labels


def test_yes_and_no_are_told_apart(details):
    assert [fact.kind for fact in details.of(BAG, "비건이에요?", "ko").facts] == ["is"]
    assert [fact.kind for fact in details.of(BAG, "전자레인지에 넣어도 돼요", "ko").facts] == ["cannot"]


def test_the_description_answers_where_no_attribute_does(details):
    assert details.of(BAG, "노트북 들어가요?", "ko").sentence == "노트북과 서류가 들어가는 가방이에요."
    assert details.of(BAG, "can i use it on a bicycle", "en").sentence == "Comfortable on a bicycle."


@pytest.mark.parametrize(
    ("question", "language", "asked"),
    [("보증 기간이 어떻게 돼요", "ko", "보증 기간"), ("is there a warranty", "en", "warranty")],
)
def test_what_is_not_in_the_data_is_not_known(details, question, language, asked):
    told = details.of(BAG, question, language)
    assert not told.known
    assert told.asked[language] == asked


def test_one_verb_in_common_is_no_answer(details):
    assert not details.of(BAG, "비행기에 들고 타도 돼요", "ko").known


def test_a_word_of_the_title_is_no_question(details):
    told = details.of(BAG, "방수 토트백 소재가 뭐예요", "ko")
    assert [fact.label["ko"] for fact in told.facts] == ["소재"]


def test_watermelons_have_nothing_to_do_with_water(details):
    assert not details.of(BAG, "is it water resistant", "en").known


def test_everything_is_told_to_who_asks_for_everything(details):
    told = details.of(BAG, "이거 자세히 설명해 주세요", "ko")
    assert told.in_general
    assert len(told.facts) == 3
