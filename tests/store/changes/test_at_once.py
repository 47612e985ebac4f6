"""Two kiosks, a message that comes twice: what happens at once happens one after the other."""

import multiprocessing
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from store.actor import Actor
from store.changes import cart
from store.changes.reservation import reserve
from store.changes.restock_alert import ask_for_alert, claim_due_alerts
from store.database.engine import open_database, writing
from store.database.models import StockRow
from store.line import Line, Variant
from store.shop import Shop
from store.systems.builtin import BuiltinOrderSystem
from store.systems.order_system import Done, OrderDraft, Outcome
from tests.store.changes.conftest import BEANS, CONTACT, MINJI, SHIRT, audited, left

THREADS = 8
Place = Callable[..., str]


def _at_once(ask: Callable[[int], Outcome]) -> list[Outcome]:
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(ask, range(2 * THREADS)))


def _rules(outcomes: list[Outcome]) -> Counter[str]:
    return Counter("done" if isinstance(outcome, Done) else outcome.rule for outcome in outcomes)


def test_the_same_message_from_many_threads_orders_once(shop: Shop, orders: BuiltinOrderSystem) -> None:
    draft = OrderDraft("delivery", (Line(SHIRT),), CONTACT)
    outcomes = _at_once(lambda _: orders.place(draft, MINJI, "the same"))
    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert isinstance(outcomes[0], Done)
    assert left(shop, SHIRT) == 8
    assert len(audited(shop, "order.placed")) == 1


def test_many_customers_buy_no_more_than_there_is(shop: Shop, orders: BuiltinOrderSystem) -> None:
    draft = OrderDraft("delivery", (Line(SHIRT),), CONTACT)
    outcomes = _at_once(lambda number: orders.place(draft, Actor("web", f"c{number}"), f"k{number}"))
    assert _rules(outcomes) == {"done": 9, "out_of_stock": 7}
    assert left(shop, SHIRT) == 0


def test_many_customers_set_no_more_aside_than_there_is(shop: Shop) -> None:
    outcomes = _at_once(lambda number: reserve(shop, Line(BEANS), Actor("web", f"c{number}"), f"k{number}"))
    assert _rules(outcomes) == {"done": 4, "out_of_stock": 12}


def test_additions_to_one_cart_are_all_kept(shop: Shop) -> None:
    outcomes = _at_once(lambda number: cart.add(shop, Line(Variant("g1"), 2), MINJI, f"k{number}"))
    assert _rules(outcomes) == {"done": 16}
    assert [entry.line for entry in cart.cart(shop, MINJI).lines] == [Line(Variant("g1"), 32)]


def test_an_order_is_cancelled_once(shop: Shop, orders: BuiltinOrderSystem, place: Place) -> None:
    number = place(Line(SHIRT, 3))
    outcomes = _at_once(lambda n: orders.cancel(number, MINJI, f"k{n}"))
    assert _rules(outcomes) == {"done": 1, "cancelled": 15}
    assert left(shop, SHIRT) == 9


def test_orders_of_the_same_goods_in_another_sequence_do_not_block_each_other(orders: BuiltinOrderSystem) -> None:
    lines = (Line(SHIRT), Line(Variant("g1")), Line(BEANS))
    outcomes = _at_once(
        lambda n: orders.place(OrderDraft("delivery", lines[:: (-1) ** n], CONTACT), Actor("web", f"c{n}"), f"k{n}")
    )
    assert _rules(outcomes) == {"done": 4, "out_of_stock": 12}


def test_an_alert_is_delivered_by_one(shop: Shop) -> None:
    ask_for_alert(shop, Variant("s1", "blue", "S"), "x", MINJI, "k1")
    with writing(shop.engine) as session:
        session.query(StockRow).update({"quantity": 5})
    with ThreadPoolExecutor(THREADS) as pool:
        claimed = [alert for due in pool.map(lambda _: claim_due_alerts(shop), range(THREADS)) for alert in due]
    assert len(claimed) == 1


def _buy(url: str, name: str, times: int, results: "multiprocessing.Queue[list[str]]") -> None:
    orders = BuiltinOrderSystem(Shop(open_database(url), "cafe-street"))
    draft = OrderDraft("delivery", (Line(SHIRT),), CONTACT)
    shared = [orders.place(draft, MINJI, f"shared-{n}") for n in range(times)]
    own = [orders.place(draft, Actor("web", name), f"{name}-{n}") for n in range(times)]
    results.put([outcome.subject if isinstance(outcome, Done) else outcome.rule for outcome in shared + own])


def test_two_processes_with_the_same_keys_and_with_their_own(shop: Shop) -> None:
    url = shop.engine.url.render_as_string(hide_password=False)
    fresh = multiprocessing.get_context("spawn")
    results = fresh.Queue()
    processes = [fresh.Process(target=_buy, args=(url, name, 3, results)) for name in ("first", "second")]
    for process in processes:
        process.start()
    first, second = (results.get(timeout=60) for _ in processes)
    for process in processes:
        process.join()
    assert first[:3] == second[:3]
    assert len({*first, *second}) == 9  # three orders for both, three of each one's own
    assert left(shop, SHIRT) == 0
