import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.components.names_file import NamesFile
from bot.components.store_names import CurrentNames, StoreNames
from bot.product_names import product_names
from bot.store_names import write_store_names
from store.shop import Shop


def named(text: str, names: StoreNames) -> set[tuple[str, str]]:
    return {(found.entity, found.value) for found in names.find(text)}


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("플로레브 청키 로퍼 재고 봐 주세요", "wsh-04"),
        ("플로레브청키로퍼는 있어요", "wsh-04"),
        ("장벽 보습 크림 있나요", "ski-01"),
        ("하루담 무쇠 그릴 있어요", "kit-02"),
        ("florev chunky loafers please", "wsh-04"),
        ("에어담 초고속 믹서기가 얼마예요", "app-05"),
        ("the airdam lightweight cordless vacuum", "app-03"),
        ("하루담 무쇠 그릴 팬 재입고되면", "kit-02"),
        ("허리 받침 사무용 의자 리뷰", "fur-01"),
        ("해온제과 우리밀 소금빵 주세요", "bak-01"),
    ],
)
def test_a_product_is_named_by_its_title_or_what_tells_it_apart(text: str, product: str, names: StoreNames) -> None:
    assert named(text, names) == {("product", product)}


@pytest.mark.parametrize(
    "text", ["로퍼 있어요", "카르덴 로퍼 얼마예요", "린넨 셔츠 보여 줘", "a linen shirt", "무선 청소기"]
)
def test_a_kind_names_no_product(text: str, names: StoreNames) -> None:
    assert {found.value for found in names.find(text) if found.entity == "product"} == set()


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("루나핏으로만 볼게요", "LunaFit"),
        ("only luna fit ones", "LunaFit"),
        ("숲의서랍에서 나온 거", "Forest Drawer"),
        ("the forest drawer perfume", "Forest Drawer"),
    ],
)
def test_brands_as_written(text: str, brand: str, names: StoreNames) -> None:
    assert ("brand", brand) in named(text, names)


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("누나 핏 걸로 보여 줘", "LunaFit"),
        ("벨로나루로만 보여줘", "Velonar"),
        ("모아레트 것만 보여 주세요", "Moarette"),
        ("only vellonar ones", "Velonar"),
        ("show me luna fitt only", "LunaFit"),
    ],
)
def test_brands_that_were_heard_wrongly(text: str, brand: str, names: StoreNames) -> None:
    heard = names.heard_brand(text)
    assert heard is not None
    assert heard.value == brand


@pytest.mark.parametrize(
    "text",
    [
        "사람들이 많이 사는 거 보여 줘",
        "소리가 너무 작아요",
        "수량 네 개로 수정",
        "도박하면 안 되죠",
        "커피 마실 곳 있나요",
        "며칠까지 보관해 주나요",
        "where can i park the car",
        "i need a laptop bag",
        "please delete my personal data",
        "really",
    ],
)
def test_ordinary_words_are_no_brands(text: str, names: StoreNames) -> None:
    assert names.heard_brand(text) is None


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("까만 거요", "black"),
        ("곤색 남은 거 있어", "navy"),
        ("파랑색으로만여", "blue"),
        ("그 핑그 거여", "pink"),
        ("내이비로 바꿔 줘", "navy"),
        ("민트로 보여 줘", "mint"),
        ("남색이라고 했어요", "navy"),
        ("that pnik one", "pink"),
        ("bleu ones only", "blue"),
        ("in mint please", "mint"),
        ("grey ones", "gray"),
    ],
)
def test_colours_as_people_call_and_misspell_them(text: str, color: str, names: StoreNames) -> None:
    assert named(text, names) == {("color", color)}


@pytest.mark.parametrize("text", ["집에 가기 싫어요", "두명이서 왔어요", "그림책 있어요", "a mint tea", "orange juice"])
def test_words_that_only_look_like_colours(text: str, names: StoreNames) -> None:
    assert named(text, names) == set()


def test_a_name_that_two_products_share_names_neither(shop: Shop) -> None:
    products = list(shop.products())
    names = product_names(products, {"LunaFit": ["루나핏", "LunaFit"]})
    titles = {re.sub(r"\W", "", product.title.ko.casefold()): product.id for product in products}
    assert all(names[title] == product_id for title, product_id in titles.items() if len(title) > 3)
    assert "루나핏" not in names


def wait_for(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_changed_file_is_read_again_and_a_broken_one_is_not(tmp_path: Path, shop: Shop) -> None:
    path = tmp_path / "names.npz"
    current = CurrentNames(path)
    assert current.names().find("루나핏 있어요") == []
    write_store_names(shop, path)
    wait_for(lambda: named("루나핏 있어요", current.names()) == {("brand", "LunaFit")})
    NamesFile.of(2, {}, {"Neusol": ["느솔핏"]}, (), {"새로운운동화": "new-1"}).write(path)
    wait_for(lambda: named("느솔핏 있어요", current.names()) == {("brand", "Neusol")})
    assert named("새로운 운동화는요", current.names()) == {("product", "new-1")}
    path.write_bytes(b"no names")
    os.utime(path)
    time.sleep(0.6)
    assert named("느솔핏 있어요", current.names()) == {("brand", "Neusol")}


def test_what_is_written_is_what_is_read(tmp_path: Path, shop: Shop) -> None:
    path = tmp_path / "deep" / "names.npz"
    assert write_store_names(shop, path) == shop.revision
    read = NamesFile.read(path)
    assert read.revision == shop.revision
    assert {"245", "XL"} <= read.sizes
    assert read.brands["LunaFit"] == ["루나핏", "LunaFit"]
    assert [file.name for file in path.parent.iterdir()] == ["names.npz"]
