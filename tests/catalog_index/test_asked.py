import pytest

from catalog_index.understanding.asked import is_headed, thing_asked_for
from catalog_index.understanding.exclusion import find_unwanted
from store.bilingual import Bilingual


@pytest.mark.parametrize(
    ("said", "thing"),
    [
        ("낚싯대 있어요", "낚싯대"),
        ("do you sell a phone case", "case"),
        ("fishing rod", "rod"),
        ("무릎이 시큰거려요", None),
        ("my knees hurt", None),
    ],
)
def test_a_plain_request_names_a_thing_and_a_need_does_not(splitter, said, thing):
    assert thing_asked_for(said, splitter) == thing


def test_a_laptop_bag_is_no_laptop():
    title = Bilingual(ko="방수 노트북 백팩", en="Waterproof Laptop Backpack")
    assert is_headed(title, "백팩")
    assert not is_headed(title, "노트북")
    assert not is_headed(title, "laptop")


@pytest.mark.parametrize(
    ("said", "unwanted", "rest"),
    [
        ("스마트워치 말고 그냥 손목시계", "스마트워치", "그냥 손목시계"),
        ("tea but not green tea", "green tea", "tea"),
        ("살 빼고 싶은데", "", "살 빼고 싶은데"),
        ("가벼운 가방", "", "가벼운 가방"),
    ],
)
def test_what_is_not_liked_is_taken_out(said, unwanted, rest):
    assert find_unwanted(said) == (unwanted, rest)
