import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import SimpleNamespace

import pytest

from annae.errors import AnnaeError
from annae.settings import WooCommerceSettings
from store.systems.order_system import OrderSystemDown
from store.systems.woocommerce import api as api_module
from store.systems.woocommerce.api import WooCommerceApi, WooCommerceError
from tests.store.systems.fake_woocommerce import KEY, SECRET, FakeWooCommerce, Fault, payload

MAINTENANCE = b"<!DOCTYPE html><html><body>Briefly unavailable for scheduled maintenance.</body></html>"
BUSY = b'{"code":"too_many_requests","message":"Slow down.","data":{"status":429}}'


@pytest.fixture
def api(settings: WooCommerceSettings) -> WooCommerceApi:
    return WooCommerceApi(settings)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses between tries, not waited."""
    slept: list[float] = []
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=slept.append))
    return slept


def test_sends_the_keys_and_reads_an_order(api: WooCommerceApi, woocommerce: FakeWooCommerce):
    assert api.get("orders/901")["number"] == "CS-1001"
    (asked,) = woocommerce.asked
    assert asked.headers["authorization"].startswith("Basic ")
    assert SECRET not in str(asked.query)


def test_what_does_not_exist_is_none(api: WooCommerceApi):
    assert api.get("orders/4711") is None


def test_reads_all_pages_of_a_listing(api: WooCommerceApi, woocommerce: FakeWooCommerce):
    for number in range(5000, 5321):
        woocommerce.add_order(payload("order_processing", id=number, number=str(number)))
    found = list(api.entries("orders"))
    assert len(found) == len({order["id"] for order in found}) == 321 + 4
    assert [asked.query["page"] for asked in woocommerce.asked] == ["1", "2", "3", "4"]
    assert len(list(api.entries("orders", pages=2))) == 200


def test_reads_all_pages_when_something_on_the_way_drops_their_number(
    api: WooCommerceApi, woocommerce: FakeWooCommerce, monkeypatch: pytest.MonkeyPatch
):
    for number in range(5000, 5100):
        woocommerce.add_order(payload("order_processing", id=number, number=str(number)))
    answer = woocommerce.handle
    monkeypatch.setattr(woocommerce, "handle", lambda asked: (answer(asked)[0], {}, answer(asked)[2]))
    assert len(list(api.entries("orders"))) == 104


def test_an_empty_listing_has_no_pages(api: WooCommerceApi, woocommerce: FakeWooCommerce):
    assert list(api.entries("orders", {"search": "nothing of the kind"})) == []
    assert len(woocommerce.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 522])
def test_a_read_is_tried_again_after_a_fault_that_passes(
    api: WooCommerceApi, woocommerce: FakeWooCommerce, waits: list[float], status: int
):
    woocommerce.faults.extend([Fault(status), Fault(status)])
    assert api.get("orders/901")["id"] == 901
    assert len(woocommerce.asked) == 3
    assert all(0 < wait <= 1 for wait in waits)


def test_waits_as_long_as_the_shop_says(api: WooCommerceApi, woocommerce: FakeWooCommerce, waits: list[float]):
    woocommerce.faults.append(Fault(429, {"Retry-After": "0"}, BUSY))
    assert api.get("orders/901")["id"] == 901
    assert waits == [0.0]


@pytest.mark.parametrize("said", ["3600", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_does_not_make_a_customer_wait_for_an_hour(
    api: WooCommerceApi, woocommerce: FakeWooCommerce, waits: list[float], said: str
):
    woocommerce.faults.append(Fault(429, {"Retry-After": said}, BUSY))
    with pytest.raises(OrderSystemDown, match="429"):
        api.get("orders/901")
    assert waits == []


def test_a_retry_after_nobody_can_read_is_passed_over(api: WooCommerceApi, woocommerce: FakeWooCommerce):
    woocommerce.faults.append(Fault(503, {"Retry-After": "soon"}))
    assert api.get("orders/901")["id"] == 901


@pytest.mark.parametrize(
    "fault",
    [
        Fault(200, {}, b""),
        Fault(200, {}, b'{"id": 901, "number'),
        Fault(200, {}, b'<br />\n<b>Warning</b>: Undefined variable in /wp-content/plugins/x.php\n{"id": 901}'),
        Fault(200, {"Content-Type": "text/html"}, MAINTENANCE),
        Fault(403, {"Content-Type": "text/html"}, MAINTENANCE),
        Fault(200, {"Content-Encoding": "gzip"}, b"not gzip at all"),
        Fault(cut=True),
    ],
    ids=["empty", "cut-off JSON", "a warning before it", "maintenance", "a firewall", "bad gzip", "lost connection"],
)
def test_an_answer_that_is_none_is_a_fault(
    api: WooCommerceApi, woocommerce: FakeWooCommerce, waits: list[float], fault: Fault
):
    woocommerce.faults.append(fault)
    assert api.get("orders/901")["id"] == 901
    woocommerce.faults.extend([fault] * 4)
    with pytest.raises(OrderSystemDown):
        api.get("orders/901")
    assert not woocommerce.faults


def test_gives_up_on_a_shop_that_does_not_answer(settings: WooCommerceSettings, woocommerce: FakeWooCommerce):
    api = WooCommerceApi(replace(settings, timeout_s=0.4))
    woocommerce.faults.extend([Fault(hangs=True)] * 9)
    with pytest.raises(OrderSystemDown, match="cannot be reached"):
        api.get("orders/901")
    assert 1 <= len(woocommerce.asked) <= 3


def test_gives_up_on_a_body_that_comes_in_drops(settings: WooCommerceSettings, woocommerce: FakeWooCommerce):
    api = WooCommerceApi(replace(settings, timeout_s=0.4))
    woocommerce.faults.extend([Fault(200, drip_s=0.05, body=b" " * 400)] * 9)  # 20 s in all, never silent for long
    began = time.monotonic()
    with pytest.raises(OrderSystemDown, match="too slowly"):
        api.get("orders/901")
    assert time.monotonic() - began < 10


def test_what_is_asked_together_shares_the_time(settings: WooCommerceSettings, woocommerce: FakeWooCommerce):
    api = WooCommerceApi(replace(settings, timeout_s=0.3))
    with api.in_time():
        assert api.get("orders/901")
        time.sleep(0.3)
        with pytest.raises(OrderSystemDown, match="too slow"):
            api.post("orders", {})
    assert len(woocommerce.asked) == 1
    assert api.get("orders/901")


def test_nobody_waits_again_for_a_shop_known_to_be_down(
    api: WooCommerceApi, woocommerce: FakeWooCommerce, waits: list[float], monkeypatch: pytest.MonkeyPatch
):
    woocommerce.faults.extend([Fault(503)] * 4)
    with pytest.raises(OrderSystemDown, match="503"):
        api.get("orders/901")
    with pytest.raises(OrderSystemDown, match="503"):
        api.get("orders/902")
    assert len(woocommerce.asked) == 4
    monkeypatch.setattr(api_module, "_REST_S", 0.0)
    woocommerce.faults.extend([Fault(503)] * 4)
    api._down = (0.0, "")
    with pytest.raises(OrderSystemDown):
        api.get("orders/901")
    assert api.get("orders/902")["id"] == 902


@pytest.mark.parametrize("method", ["post", "put"])
def test_a_write_is_asked_for_once_only(api: WooCommerceApi, woocommerce: FakeWooCommerce, method: str):
    woocommerce.faults.append(Fault(503))
    with pytest.raises(OrderSystemDown):
        getattr(api, method)("orders/901", {"status": "cancelled"})
    assert len(woocommerce.asked) == 1
    assert woocommerce.orders[901]["status"] == "ready-pickup"


def test_a_shop_that_is_not_there_is_down(settings: WooCommerceSettings):
    with FakeWooCommerce() as gone:
        url = gone.url
    with pytest.raises(OrderSystemDown, match="cannot be reached"):
        WooCommerceApi(replace(settings, url=url)).get("orders/1")


@pytest.mark.parametrize("status", [401, 403])
def test_refused_keys_are_named_and_not_tried_again(api: WooCommerceApi, woocommerce: FakeWooCommerce, status: int):
    body = b'{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{}}'
    woocommerce.faults.append(Fault(status, {}, body))
    with pytest.raises(OrderSystemDown, match=r"woocommerce\.key and woocommerce\.secret") as caught:
        api.get("orders/901")
    assert "woocommerce_rest_cannot_view" in str(caught.value)
    assert len(woocommerce.asked) == 1


def test_wrong_keys_are_named(settings: WooCommerceSettings):
    with pytest.raises(OrderSystemDown, match="refuses the keys"):
        WooCommerceApi(replace(settings, secret="cs_wrong")).get("orders/901")


def test_an_address_without_the_api_is_named(settings: WooCommerceSettings):
    wrong = WooCommerceApi(replace(settings, url=f"{settings.url}/blog"))
    with pytest.raises(OrderSystemDown, match=r"woocommerce\.url.*permalinks"):
        wrong.get("orders/901")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_with_the_keys(api: WooCommerceApi, woocommerce: FakeWooCommerce, status: int):
    with FakeWooCommerce() as elsewhere:
        woocommerce.faults.append(Fault(status, {"Location": f"{elsewhere.url}/wp-json/wc/v3/orders/901"}, b""))
        with pytest.raises(OrderSystemDown, match=r"redirect.*woocommerce\.url"):
            api.get("orders/901")
        assert elsewhere.asked == []


@pytest.mark.parametrize(
    "url",
    ["", "shop.example.com", "http://shop.example.com", "http://127.0.0.1.example.com", "ftp://localhost", "https://",
     "http://[::1", "https://ck_1:cs_2@shop.example.com", "http://localhost@shop.example.com"],
)  # fmt: skip
def test_the_keys_are_never_sent_in_clear(url: str):
    with pytest.raises(AnnaeError, match=r"woocommerce\.url"):
        WooCommerceApi(WooCommerceSettings(url=url, key=KEY, secret=SECRET))


@pytest.mark.parametrize(
    "url", ["https://shop.example.com", "https://shop.example.com/store/", "http://localhost:8080", "http://[::1]:80"]
)
def test_a_shop_may_be_on_the_web_or_on_this_machine(url: str):
    WooCommerceApi(WooCommerceSettings(url=url, key=KEY, secret=SECRET))


@pytest.mark.parametrize(("key", "secret"), [("", SECRET), (KEY, ""), (KEY, "비밀"), (KEY + "\n", SECRET)])
def test_missing_keys_are_named(key: str, secret: str):
    with pytest.raises(AnnaeError, match=r"woocommerce\.key and woocommerce\.secret"):
        WooCommerceApi(WooCommerceSettings(url="https://shop.example.com", key=key, secret=secret))


def test_a_refusal_of_the_shop_keeps_its_code(api: WooCommerceApi):
    with pytest.raises(WooCommerceError, match="rest_invalid_param") as caught:
        api.get("orders", {"per_page": 500})
    assert (caught.value.status, caught.value.code) == (400, "rest_invalid_param")


def test_neither_errors_nor_logs_hold_keys_or_customers(
    api: WooCommerceApi, woocommerce: FakeWooCommerce, caplog: pytest.LogCaptureFixture, waits: list[float]
):
    caplog.set_level(logging.INFO)
    woocommerce.faults.extend([Fault(200, {}, b'{"billing": {"phone": "010-5555-0412"')] * 4)
    with pytest.raises(OrderSystemDown) as caught:
        list(api.entries("orders", {"search": "010-5555-0412"}))
    told = f"{caught.value!r} {caplog.text}"
    assert SECRET not in told
    assert "Basic " not in told
    assert "0412" not in told


def test_threads_share_one_api(api: WooCommerceApi):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: api.get(f"orders/{number}")["id"], [901, 902, 903, 904] * 10))
    assert found == [901, 902, 903, 904] * 10
