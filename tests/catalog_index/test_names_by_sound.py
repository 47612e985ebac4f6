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
        ("혹시소리결있나요", "Sorigyeol"),
        ("누나 핏은 사고 싶어요", "LunaFit"),
        ("do you have luna fit", "LunaFit"),
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


def test_a_particle_is_no_part_of_the_name(brands):
    said = "루나핏을 사고 싶어요"
    heard = brands.find(said)
    assert heard is not None
    assert said[heard.start : heard.end] == "루나핏"
    assert heard.likeness == 1


def test_the_name_that_more_speaks_for_wins():
    shop = SoundIndex({"leggings": ["루나핏 요가 레깅스"], "brand": ["루나핏"], "mat": ["루나핏 요가 매트"]})
    heard = shop.find("누나핏 요가 매트 있어요")
    assert heard is not None
    assert heard.id == "mat"


def test_what_is_enough_among_few_names_is_not_among_many():
    syllables = [chr(ord("가") + 588 * initial + 28 * vowel) for initial in range(19) for vowel in (0, 4, 8, 13, 20)]
    many = {a + b + c: [a + b + c] for a in syllables for b in syllables[::3] for c in syllables[::9]}
    said = "거기 부복 있어요"
    few_heard = SoundIndex({"Bopok": ["보폭"]}).find(said)
    assert few_heard is not None
    assert few_heard.id == "Bopok"
    assert SoundIndex({**many, "Bopok": ["보폭"]}).find(said) != few_heard


def test_a_small_pool_finds_the_same_names_as_laying_all_of_them_over_the_text():
    names = {
        name: [name]
        for name in (
            "루나핏",
            "모아레뜨",
            "소리결",
            "보폭",
            "아르덴무어",
            "하루담",
            "포근재",
            "달빛온",
            "나린결",
            "로젤린",
        )
    }
    for said in ("누나핏 있나요", "모아렛 가방", "아르덴 모어 코트요", "혹시 포군제 이불"):
        assert SoundIndex(names, pool=3).find(said) == SoundIndex(names).find(said)


@pytest.mark.parametrize("said", ["가나다라마바사" * 1500, "x" * 10_000, "7" * 10_000])
def test_a_very_long_text_is_searched_up_to_a_point(brands, said):
    assert brands.find(said) is None
    assert brands.find("루나핏 " + said) is not None


def test_an_index_without_names_finds_none():
    assert SoundIndex({}).find("루나핏") is None
    assert SoundIndex({"short": ["무"]}).find("무") is None


@pytest.mark.parametrize("said", ["", "?!", "화장실 어디예요", "출근할 때 들 가방", "warm bedding for winter", "네"])
def test_ordinary_words_are_no_name(brands, said):
    assert brands.find(said) is None


def test_words_that_cannot_be_a_name_are_passed_over(brands):
    assert brands.find("누나 핏 레깅스", could_be=lambda words: False) is None
    assert brands.find("루나핏 레깅스", could_be=lambda words: False) is not None


def test_a_name_heard_as_more_words_than_it_has_must_be_nearer():
    in_one_word, in_three = (
        SoundIndex({"Dadamtteul": ["다담뜰"]} | BRANDS),
        SoundIndex({"Three": ["다 담 뜰"]} | BRANDS),
    )
    assert in_one_word.find("다잔뜰 녹차") is not None
    assert in_one_word.find("다 잔 뜰 녹차") is None
    assert in_one_word.find("다 담 들 녹차") is not None
    assert in_three.find("다 잔 뜰 녹차") is not None
