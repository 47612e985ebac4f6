import pytest

from catalog_index.document import documents_of
from catalog_index.kinds import KindIndex
from catalog_index.lexical import LexicalIndex


@pytest.fixture
def products(shelves):
    return list(shelves.shop.products())


@pytest.fixture
def kinds(shelves, products, splitter):
    lexical = LexicalIndex.build((item.fields for item in documents_of(shelves.shop)), splitter)
    return KindIndex(shelves.shop, products, splitter, lexical)


def test_products_of_the_kind_that_was_named_fit(kinds, products):
    fits = {product.id for product, fit in zip(products, kinds.fits(["허리", "가방"]), strict=True) if fit}
    assert fits == {"b1", "b2"}


def test_without_a_kind_nothing_fits(kinds):
    assert not kinds.fits(["편하다"]).any()


def test_the_title_tells_more_than_the_category(kinds, products):
    fits = {product.id: fit for product, fit in zip(products, kinds.fits(["bag"]), strict=True)}
    assert fits["b2"] == 1  # Foldable Market Bag
    assert 0 < fits["b1"] < 1  # a tote among the bags


def test_titles_that_name_a_kind_are_known(kinds, products):
    titled = {product.id for product, has in zip(products, kinds.titled(frozenset({"bag"})), strict=True) if has}
    assert titled == {"b2", "f2"}


def reread(shelves, splitter):
    products = list(shelves.shop.products())
    lexical = LexicalIndex.build((item.fields for item in documents_of(shelves.shop)), splitter)
    return products, KindIndex(shelves.shop, products, splitter, lexical)


MIXED = {
    "bag": {"name": {"ko": "잡화", "en": "accessories"}, "synonyms": {"ko": ["지갑", "모자"], "en": ["wallet", "hat"]}},
    "shoes": {"name": {"ko": "신발", "en": "shoes"}},
    "food": {"name": {"ko": "차·커피", "en": "tea and coffee"}},
    "home": {"name": {"ko": "생활", "en": "home"}, "synonyms": {"ko": ["굴비"], "en": ["fish"]}},
}


@pytest.fixture
def mixed(shelves, splitter):
    shelves.describe(categories=MIXED)
    shelves.change("b1", title_ko="반지갑", title_en="Slim Wallet")
    shelves.change("b2", title_ko="카드집", title_en="Card Holder", tags=["명함 지갑"])
    shelves.change("f1", title_ko="볶은 원두", title_en="Roast Beans", tags=["구수한 커피콩", "coffee beans"])
    return reread(shelves, splitter)


def test_a_title_that_ends_in_a_kind_and_a_tag_that_does_are_called_so(mixed):
    products, kinds = mixed
    fits = {product.id: float(fit) for product, fit in zip(products, kinds.fits(["지갑"]), strict=True) if fit}
    assert fits["b1"] == 1
    assert fits["b2"] >= 0.8


def test_one_kind_of_a_category_of_many_is_known_as_such(mixed):
    _, kinds = mixed
    assert kinds.is_one_of_many("wallet")
    assert not kinds.is_one_of_many("신발")
    assert not kinds.is_one_of_many("모자")  # nothing is called so


def test_a_syllable_that_a_word_falls_into_is_no_kind(mixed):
    _, kinds = mixed
    assert "비" not in kinds.names  # 굴비


def test_what_is_left_out_is_what_is_called_so(mixed):
    products, kinds = mixed
    out = {
        product.id for product, left in zip(products, kinds.left_out(frozenset({"wallet"}), []), strict=True) if left
    }
    assert out == {"b1"}


def test_of_a_category_with_two_names_only_the_one_not_wanted_is_left_out(mixed):
    products, kinds = mixed
    out = {product.id for product, left in zip(products, kinds.left_out(frozenset({"커피"}), []), strict=True) if left}
    assert out == {"f1"}  # by the tag in the other language; the tea beside it stays


def test_a_category_called_so_is_left_out_whole(kinds, products):
    out = {product.id for product, left in zip(products, kinds.left_out(frozenset({"신발"}), []), strict=True) if left}
    assert out == {"s1", "s2"}


def test_a_category_of_which_more_is_wanted_stays(kinds):
    assert not kinds.left_out(frozenset({"신발"}), ["신발"]).any()


def test_what_a_tag_says_outright_is_found_by_its_words(mixed):
    products, kinds = mixed
    named = {product.id for product, has in zip(products, kinds.named("명함지갑", ["명함지갑"]), strict=True) if has}
    assert named == {"b2"}
