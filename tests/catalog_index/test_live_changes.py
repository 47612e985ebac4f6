"""What changes in the database is found a moment later, while queries go on."""

import threading
import time
from datetime import UTC, datetime

import pytest

from catalog_index import following
from catalog_index.build import build_index
from catalog_index.index import current_version
from catalog_index.search import ProductSearch

CAT_TOY = ("t1", "고양이 낚싯대 장난감", "Cat Teaser Toy", "고양이가 좋아하는 깃털이 달렸어요.",
           "Feathers that cats love.", "home", 8000)  # fmt: skip


def ids(hits):
    return [hit.product.id for hit in hits]


def until(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_an_added_product_is_found(shelves, search):
    shelves.add(CAT_TOY)
    best = search.search("고양이 장난감", "ko")[0]
    assert (best.product.id, best.product.pays.amount) == ("t1", 8000)
    assert ids(search.search("고양이 낚싯대 장난감 있어요?", "ko"))[0] == "t1"


def test_changes_are_followed_without_being_asked_to(shelves, search):
    shelves.searches.clear()
    shelves.add(CAT_TOY)
    until(lambda: "t1" in ids(search.search("고양이 장난감", "ko")))


def test_a_removed_product_is_found_neither_by_words_nor_by_limits_nor_by_name(shelves, search):
    shelves.remove("f2")
    for query in ("캐모마일 티백", "만 원 이하", "잠들기 전에 마실 차", "제일 싼 거"):
        assert "f2" not in ids(search.find(query, "ko", limit=20).hits)
    assert search.index.ids.index("f2") not in search.index.vectors.nearest(search.encoder.query("캐모마일 티백"), 8)[0]


def test_a_product_that_comes_back_is_found_again(shelves, search):
    shelves.add(CAT_TOY)
    shelves.remove("t1")
    assert "t1" not in ids(search.search("고양이 장난감", "ko"))
    shelves.add(CAT_TOY)
    assert ids(search.search("고양이 장난감", "ko"))[0] == "t1"
    assert ids(search.search("고양이 장난감", "ko")).count("t1") == 1


def test_a_changed_price_is_filtered_by_at_once(shelves, search):
    shelves.change("s2", price=30000)
    assert "s2" in ids(search.search("4만원 이하 운동화", "ko"))
    shelves.change("s2", price=89000)
    assert "s2" not in ids(search.search("4만원 이하 운동화", "ko"))


def test_a_price_that_was_not_taken_in_yet_is_no_wrong_answer(shelves, search):
    shelves.searches.clear()
    search.close()
    shelves.change("s1", price=99000)
    assert "s1" not in ids(search.search("5만원 이하 신발", "ko"))


def test_a_sale_is_followed_when_it_begins_and_when_it_ends(shelves, settings, encoder, splitter, monkeypatch):
    monkeypatch.setenv("STORE_NOW", "2026-11-22T12:00:00+09:00")
    shelves.change(
        "s2",
        sale_price=30000,
        sale_starts=datetime(2026, 11, 22, 5, tzinfo=UTC),
        sale_ends=datetime(2026, 11, 23, tzinfo=UTC),
    )
    search = ProductSearch(shelves.shop, settings, encoder, splitter)
    for now, is_cheap in (("22T13:59", False), ("22T14:01", True), ("23T08:59", True), ("23T09:01", False)):
        monkeypatch.setenv("STORE_NOW", f"2026-11-{now}:00+09:00")
        search.refresh()
        assert ("s2" in ids(search.search("4만원 이하 운동화", "ko"))) == is_cheap
    search.close()


def test_a_new_brand_and_size_are_understood(shelves, search):
    shelves.change("s1", brand="비누아", sizes=["245"])
    query = search.find("비누아 신발 이백사십오", "ko").query
    assert (query.limits.brand, query.limits.size) == ("비누아", "245")


class CountingEncoder:
    """The real encoder, which notes what it encodes."""

    def __init__(self, encoder):
        self.real, self.identity, self.dimension = encoder, encoder.identity, encoder.dimension
        self.texts, self.query = [], encoder.query

    def passages(self, texts):
        self.texts += texts
        return self.real.passages(texts)


def test_a_price_needs_no_new_encoding(shelves, settings, encoder, splitter):
    counting = CountingEncoder(encoder)
    search = ProductSearch(shelves.shop, settings, counting, splitter)
    counting.texts.clear()
    shelves.change("s2", price=30000, review_count=900)
    search.refresh()
    assert "s2" in ids(search.search("4만원 이하 운동화", "ko"))
    assert counting.texts == []
    search.close()


def test_many_changes_are_taken_in_by_a_new_index(shelves, search, index_folder, monkeypatch):
    monkeypatch.setattr(following, "_LIVE", 0)
    before = current_version(index_folder)
    shelves.add(CAT_TOY)
    until(lambda: "t1" in ids(search.search("고양이 장난감", "ko")))
    assert current_version(index_folder) != before
    assert search.index.ids == sorted(search.index.ids)


def test_a_new_index_is_made_when_enough_changed(shelves, search, index_folder, monkeypatch):
    monkeypatch.setattr(following, "_FEW", 2)
    before = current_version(index_folder)
    shelves.add(CAT_TOY)
    shelves.change("h2", title_ko="유리컵 두 개")
    until(lambda: len(search.index.ids) == 9 and current_version(index_folder) != before)
    assert ids(search.search("고양이 장난감", "ko"))[0] == "t1"
    assert ids(search.search("유리컵 두 개", "ko"))[0] == "h2"


def test_an_index_another_process_wrote_is_put_in_use(shelves, search, settings, encoder, splitter):
    shelves.searches.clear()
    shelves.add(CAT_TOY)
    build_index(shelves.shop, settings, encoder, splitter)
    until(lambda: search.index.ids[-1] == "t1" and len(search.index.ids) == 9)


def test_queries_go_on_while_a_new_index_is_made(shelves, search, monkeypatch):
    making, made = threading.Event(), threading.Event()
    load = following.Loader.load

    def slow(self):
        making.set()
        assert made.wait(60)
        return load(self)

    monkeypatch.setattr(following.Loader, "load", slow)
    monkeypatch.setattr(following, "_FEW", 0)
    monkeypatch.setattr(following, "_PART", 0.0)
    shelves.add(CAT_TOY)
    assert making.wait(60)
    assert ids(search.search("고양이 장난감", "ko"))[0] == "t1"
    # What changes meanwhile is found at once, and stays when the new index comes.
    shelves.change("b2", title_ko="무지개 우산", description_ko="비를 막아요.")
    assert ids(search.search("무지개 우산", "ko"))[0] == "b2"
    made.set()
    until(lambda: len(search.index.ids) == 9)
    assert ids(search.search("무지개 우산", "ko"))[0] == "b2"


def test_an_index_that_cannot_be_made_leaves_the_one_in_use(shelves, search, monkeypatch, caplog):
    def broken(self):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(following.Loader, "load", broken)
    monkeypatch.setattr(following, "_LIVE", 0)
    shelves.add(CAT_TOY)
    until(lambda: "could not be made anew" in caplog.text)
    assert ids(search.search("생일 케이크", "ko"))[0] == "f1"


def test_a_database_that_cannot_be_asked_leaves_what_is_known(shelves, search, monkeypatch, caplog):
    def broken(self):
        raise OSError("gone")

    monkeypatch.setattr(following.Follower, "refresh", broken)
    until(lambda: "cannot be followed" in caplog.text)
    assert ids(search.search("생일 케이크", "ko"))[0] == "f1"


@pytest.mark.parametrize("rebuilding", [False, True])
def test_queries_of_many_threads_are_right_while_products_change(shelves, search, monkeypatch, rebuilding):
    """What is never touched is always found, what is not there never, and a price is never over the limit."""
    if rebuilding:
        monkeypatch.setattr(following, "_FEW", 1)
        monkeypatch.setattr(following, "_PART", 0.0)
    failures, done = [], threading.Event()

    def ask():
        try:
            while not done.is_set():
                assert ids(search.search("생일 케이크", "ko"))[0] == "f1"
                hits = search.search("3만원 이하", "ko", limit=20)
                assert all(hit.product.pays.amount <= 30000 for hit in hits)
                assert len(set(ids(hits))) == len(hits)
                assert {"b2", "f2"} <= set(ids(hits))
        except BaseException as error:  # noqa: BLE001 - a thread tells nobody of its errors
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(6):
        shelves.add((f"n{turn}", f"새 물건 {turn}", f"New thing {turn}", "새로 왔어요.", "It is new.", "home", 5000))
        shelves.change("s2", price=20000 if turn % 2 else 89000)
        assert f"n{turn}" in ids(search.search("만 원 이하", "ko", limit=20))
        shelves.remove(f"n{turn}")
        assert f"n{turn}" not in ids(search.search("만 원 이하", "ko", limit=20))
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert set(ids(search.search("십만 원 이하", "ko", limit=20))) == {"b2", "s1", "s2", "f1", "f2", "h1", "h2"}
