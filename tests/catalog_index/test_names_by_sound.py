import pytest

from catalog_index.names.by_sound import SoundIndex
from catalog_index.names.sound import sound

BRANDS = {
    "LunaFit": ["루나핏", "LunaFit"],
    "Moarette": ["모아레뜨", "Moarette"],
    "Sorigyeol": ["소리결", "Sorigyeol"],
    "Bopok": ["보폭", "Bopok"],
}


@pytest.fixture(scope="module")
def brands():
    return SoundIndex(BRANDS)


@pytest.mark.parametrize(
    ("hangul", "latin"), [("루나핏", "LunaFit"), ("모아레뜨", "Moarette"), ("소리결", "Sorigyeol"), ("보폭", "Bopok")]
)
def test_a_name_sounds_the_same_in_both_scripts(hangul, latin):
    assert sound(hangul) == sound(latin)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("누나 핏 레깅스 있어요", "LunaFit"),
        ("lunar feet leggings", "LunaFit"),
        ("루나 빗 운동복", "LunaFit"),
        ("모아렛 가방", "Moarette"),
        ("소리 결 이어폰", "Sorigyeol"),
        ("소리결이요", "Sorigyeol"),
        ("보복 운동화", "Bopok"),
    ],
)
def test_a_name_the_recogniser_wrote_its_own_way_is_found(brands, said, meant):
    heard = brands.find(said)
    assert heard is not None
    assert heard.id == meant


def test_the_words_that_were_the_name_are_pointed_at(brands):
    said = "혹시 누나 핏 레깅스 있어요"
    heard = brands.find(said)
    assert heard is not None
    assert said[heard.start : heard.end] == "누나 핏"
    assert 0.8 <= heard.likeness < 1


@pytest.mark.parametrize("said", ["", "?!", "화장실 어디예요", "출근할 때 들 가방", "warm bedding for winter", "네"])
def test_ordinary_words_are_no_name(brands, said):
    assert brands.find(said) is None


def test_words_that_cannot_be_a_name_are_passed_over(brands):
    assert brands.find("누나 핏 레깅스", could_be=lambda words: False) is None
    assert brands.find("루나핏 레깅스", could_be=lambda words: False) is not None
