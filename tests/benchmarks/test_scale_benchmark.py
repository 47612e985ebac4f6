"""The scale benchmark measures what it says: its short cuts give what the long way gives."""

import numpy as np
import pytest

from benchmarks.stopwatch import Stopwatch
from benchmarks.synthetic_catalogue import SyntheticCatalogue
from benchmarks.synthetic_queries import synthetic_queries
from benchmarks.synthetic_words import synthetic_lexical
from catalog_index.document import document
from catalog_index.lexical import LexicalIndex
from catalog_index.tokens import TokenSplitter
from store.info import StoreInfo


class FakeShop:
    """Only the words of a shop."""

    def __init__(self, info):
        self.info = StoreInfo.model_validate(info)

    def category(self, name):
        return self.info.categories.get(name)

    def color(self, name):
        return self.info.colors.get(name)


@pytest.fixture(scope="module")
def catalogue():
    return SyntheticCatalogue(300)


def test_words_counted_by_phrases_are_those_of_the_texts(catalogue):
    splitter, shop = TokenSplitter(), FakeShop(catalogue.info())
    by_text = LexicalIndex.build((document(product, shop).fields for product in catalogue.products()), splitter)
    by_phrase = synthetic_lexical(catalogue, splitter)
    for word in ("backpack", "waterproof", "cowhide"):
        assert by_phrase.named(word).tolist() == by_text.named(word).tolist() != []
    for wanted in ({"black": 1.0}, {"방수": 1.0, "backpack": 1.0}, {"#방수": 1.0}):
        np.testing.assert_allclose(by_phrase.scores(wanted), by_text.scores(wanted), atol=0.08)


def test_every_query_is_filled_in(catalogue):
    queries = synthetic_queries(catalogue, 2)
    assert len(queries) == 80
    assert not any("{" in query.text or "  " in query.text for query in queries)
    assert queries == synthetic_queries(catalogue, 2)


def test_stages_are_timed_while_the_stopwatch_runs():
    class Worker:
        def work(self):
            clock.append(clock[-1] + 2.5)

        def rest(self):
            clock.append(clock[-1] + 1)

    clock = [0.0]
    worker = Worker()
    stopwatch = Stopwatch({"work": (worker, "work")}, lambda: clock[-1])
    with stopwatch.running():
        worker.work()
        worker.rest()
        worker.work()
    worker.work()
    assert stopwatch.read() == {"work": 5000.0}
    assert stopwatch.read() == {"work": 0.0}
