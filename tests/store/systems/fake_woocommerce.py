"""A WooCommerce REST API on a port of this machine: keeps orders, notes and stock, and fails as it is told."""

from __future__ import annotations

import base64
import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, RLock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

KEY, SECRET = "ck_0123456789abcdef", "cs_fedcba9876543210"
DATA = Path(__file__).parent / "data"
_ROOT = "/wp-json/wc/v3"
_REDUCES_STOCK = ("processing", "completed", "on-hold")


def payload(name: str, **changed: Any) -> dict[str, Any]:
    """An answer as WooCommerce gives it (``data/``), with some of its fields changed."""
    found: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found | changed


@dataclass
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass
class Fault:
    """What happens to one request in place of an answer.

    ``after`` lets the shop do what was asked first; ``drip_s`` is the pause between single bytes of the body.
    """

    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b'{"code":"internal_server_error","message":"There has been a critical error.","data":{"status":500}}'
    after: bool = False
    cut: bool = False
    hangs: bool = False
    drip_s: float = 0.0
    method: str = ""


class FakeWooCommerce:
    """One shop; ``with`` starts and stops its server."""

    def __init__(self) -> None:
        self.orders: dict[int, dict[str, Any]] = {}
        self.notes: dict[int, list[dict[str, Any]]] = {}
        self.products: dict[int, dict[str, Any]] = {}
        self.variations: dict[int, dict[int, dict[str, Any]]] = {}
        self.coupons: set[str] = set()
        self.asked: list[Asked] = []
        self.faults: deque[Fault] = deque()
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self._lock = RLock()
        self._stopped = Event()

    def __enter__(self) -> FakeWooCommerce:
        shop = self

        class Handler(_Handler):
            woocommerce = shop

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def add_order(self, order: dict[str, Any]) -> None:
        self.orders[order["id"]] = order

    def add_product(self, number: int, sku: str, price: str, quantity: int | None, **more: Any) -> None:
        self.products[number] = {
            "id": number,
            "parent_id": 0,
            "sku": sku,
            "type": "simple",
            "price": price,
            "manage_stock": quantity is not None,
            "stock_quantity": quantity,
            "stock_status": "outofstock" if quantity == 0 else "instock",
            "backorders_allowed": False,
            "attributes": [],
            **more,
        }

    def add_variation(self, product: int, number: int, quantity: int | None, **options: str) -> None:
        parent = self.products[product]
        parent["type"] = "variable"
        self.variations.setdefault(product, {})[number] = {
            "id": number,
            "parent_id": product,
            "sku": f"{parent['sku']}-{number}",
            "type": "variation",
            "price": parent["price"],
            "manage_stock": quantity is not None,
            "stock_quantity": quantity,
            "stock_status": "outofstock" if quantity == 0 else "instock",
            "backorders_allowed": False,
            "attributes": [
                {"id": place, "name": name, "slug": f"pa_{name}", "option": option}
                for place, (name, option) in enumerate(options.items())
            ],
        }

    def stock(self, number: int) -> int:
        return int(self._item(number)["stock_quantity"])

    def requests(self, method: str, path: str = "") -> list[Asked]:
        return [asked for asked in self.asked if asked.method == method and path in asked.path]

    def handle(self, asked: Asked) -> tuple[int, dict[str, str], Any]:
        """Status, headers and JSON of the answer."""
        with self._lock:
            given = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
            if asked.headers.get("authorization") != f"Basic {given}":
                return _refusal(401, "woocommerce_rest_authentication_error", "Consumer secret is invalid.")
            for pattern, answer in self._routes:
                if found := re.fullmatch(pattern, f"{asked.method} {asked.path.removeprefix(_ROOT)}"):
                    return answer(self, asked, *map(int, found.groups()))
            return _refusal(404, "rest_no_route", "No route was found matching the URL and request method.")

    def wait(self, seconds: float) -> None:
        """Do nothing; the end of the test ends it."""
        self._stopped.wait(seconds)

    def _list_orders(self, asked: Asked) -> tuple[int, dict[str, str], Any]:
        query = asked.query
        found = sorted(self.orders.values(), key=lambda order: (order["date_created_gmt"], order["id"]), reverse=True)
        if words := query.get("search"):
            found = [order for order in found if words.casefold() in _searched(order).casefold()]
        if customer := query.get("customer"):
            found = [order for order in found if order["customer_id"] == int(customer)]
        if after := query.get("after"):
            found = [order for order in found if order["date_created_gmt"] > after]
        return _page(asked, found)

    def _get_order(self, _asked: Asked, number: int) -> tuple[int, dict[str, str], Any]:
        return (200, {}, self.orders[number]) if number in self.orders else _no_order()

    def _make_order(self, asked: Asked) -> tuple[int, dict[str, str], Any]:
        body = asked.body
        for coupon in body.get("coupon_lines", ()):
            if coupon["code"] not in self.coupons:
                message = f'Coupon "{coupon["code"]}" does not exist!'
                return _refusal(400, "woocommerce_rest_invalid_coupon", message)
        number = max([*self.orders, 1000]) + 1
        now = self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
        lines = [self._order_line(place, line) for place, line in enumerate(body["line_items"], 1)]
        total = sum(Decimal(line["total"]) for line in [*lines, *body["shipping_lines"]])
        order = payload("order_processing") | {
            "id": number,
            "number": str(number),
            "status": "processing" if body.get("set_paid") else body.get("status", "pending"),
            "created_via": "rest-api",
            "date_created": now,
            "date_created_gmt": now,
            "date_paid": now if body.get("set_paid") else None,
            "date_paid_gmt": now if body.get("set_paid") else None,
            "customer_id": body.get("customer_id", 0),
            "total": str(total),
            "payment_method": body.get("payment_method", ""),
            "billing": dict.fromkeys(("first_name", "last_name", "address_1", "phone"), "") | body["billing"],
            "shipping": body.get("shipping", {}),
            "line_items": lines,
            "shipping_lines": body["shipping_lines"],
            "meta_data": [{"id": place, **meta} for place, meta in enumerate(body["meta_data"], 1)],
        }
        self.orders[number] = order
        if order["status"] in _REDUCES_STOCK:
            self._move_stock(order, -1)
        return 201, {}, order

    def _change_order(self, asked: Asked, number: int) -> tuple[int, dict[str, str], Any]:
        if number not in self.orders:
            return _no_order()
        order = self.orders[number] = dict(self.orders[number])
        body = dict(asked.body)
        for meta in body.pop("meta_data", ()):
            others = [old for old in order["meta_data"] if old["key"] != meta["key"]]
            order["meta_data"] = [*others, {"id": 9000 + len(others), **meta}]
        if body.get("status") == "cancelled" and order["status"] in _REDUCES_STOCK:
            self._move_stock(order, 1)
        for name in ("billing", "shipping"):
            if name in body:
                body[name] = {**order[name], **body[name]}
        order.update(body)
        return 200, {}, order

    def _list_notes(self, _asked: Asked, number: int) -> tuple[int, dict[str, str], Any]:
        return 200, {"X-WP-Total": "1", "X-WP-TotalPages": "1"}, self.notes.get(number, [])

    def _make_note(self, asked: Asked, number: int) -> tuple[int, dict[str, str], Any]:
        if number not in self.orders:
            return _no_order()
        note = payload("note") | {"id": 281 + len(self.notes), "note": asked.body["note"]}
        self.notes.setdefault(number, []).append(note)
        return 201, {}, note

    def _list_products(self, asked: Asked) -> tuple[int, dict[str, str], Any]:
        every = [*self.products.values(), *(entry for of in self.variations.values() for entry in of.values())]
        return _page(asked, [entry for entry in every if entry["sku"] == asked.query["sku"]])

    def _get_product(self, _asked: Asked, number: int) -> tuple[int, dict[str, str], Any]:
        if number not in self.products:
            return _refusal(404, "woocommerce_rest_product_invalid_id", "Invalid ID.")
        return 200, {}, self.products[number]

    def _list_variations(self, asked: Asked, number: int) -> tuple[int, dict[str, str], Any]:
        return _page(asked, list(self.variations.get(number, {}).values()))

    def _order_line(self, place: int, line: dict[str, Any]) -> dict[str, Any]:
        item = self._item(line.get("variation_id") or line["product_id"])
        options = [{"id": 1, "key": each["slug"], "value": each["option"]} for each in item["attributes"]]
        return payload("order_processing")["line_items"][0] | {
            "id": place,
            "product_id": line["product_id"],
            "variation_id": line.get("variation_id", 0),
            "quantity": line["quantity"],
            "total": str(Decimal(item["price"]) * line["quantity"]),
            "total_tax": "0",
            "sku": item["sku"],
            "meta_data": [*options, *line.get("meta_data", [])],
        }

    def _item(self, number: int) -> dict[str, Any]:
        if number in self.products:
            return self.products[number]
        return next(of[number] for of in self.variations.values() if number in of)

    def _move_stock(self, order: dict[str, Any], sign: int) -> None:
        for line in order["line_items"]:
            item = self._item(line["variation_id"] or line["product_id"])
            if item["stock_quantity"] is not None:
                item["stock_quantity"] += sign * line["quantity"]
                item["stock_status"] = "instock" if item["stock_quantity"] > 0 else "outofstock"

    _routes: tuple[tuple[str, Callable[..., tuple[int, dict[str, str], Any]]], ...] = (
        (r"GET /orders", _list_orders),
        (r"POST /orders", _make_order),
        (r"GET /orders/(\d+)", _get_order),
        (r"PUT /orders/(\d+)", _change_order),
        (r"GET /orders/(\d+)/notes", _list_notes),
        (r"POST /orders/(\d+)/notes", _make_note),
        (r"GET /products", _list_products),
        (r"GET /products/(\d+)", _get_product),
        (r"GET /products/(\d+)/variations", _list_variations),
    )


class _Handler(BaseHTTPRequestHandler):
    woocommerce: FakeWooCommerce
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer in one piece, as real servers send it

    def _serve(self) -> None:
        address = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, address.path, dict(parse_qsl(address.query)), headers, body)
        shop = self.woocommerce
        shop.asked.append(asked)
        fault = shop.faults[0] if shop.faults and shop.faults[0].method in ("", self.command) else None
        if fault:
            shop.faults.popleft()
            if fault.after:
                shop.handle(asked)
            self._fail(fault)
            return
        status, more, answer = shop.handle(asked)
        self._send(status, {"Content-Type": "application/json; charset=UTF-8", **more}, json.dumps(answer).encode())

    do_GET = do_POST = do_PUT = _serve  # noqa: N815 - names of the base class

    def _fail(self, fault: Fault) -> None:
        self.close_connection = True
        if fault.hangs:
            self.woocommerce.wait(30)
        elif fault.cut:
            self._send(200, {"Content-Length": "5000"}, b'{"id": 7')
        else:
            self._send(fault.status, {"Connection": "close", **fault.headers}, fault.body, fault.drip_s)

    def _send(self, status: int, headers: dict[str, str], body: bytes, drip_s: float = 0.0) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        for part in [body[at : at + 1] for at in range(len(body))] if drip_s else [body]:
            self.wfile.write(part)
            self.wfile.flush()
            self.woocommerce.wait(drip_s)

    def handle(self) -> None:
        """A client that has given up is no error of the server's."""
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Nothing."""


def _page(asked: Asked, found: list[Any]) -> tuple[int, dict[str, str], Any]:
    size, page = int(asked.query.get("per_page", 10)), int(asked.query.get("page", 1))
    if not 1 <= size <= 100:
        return _refusal(400, "rest_invalid_param", "Invalid parameter(s): per_page")
    pages = -(-len(found) // size)
    headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
    return 200, headers, found[(page - 1) * size : page * size]


def _refusal(status: int, code: str, message: str) -> tuple[int, dict[str, str], Any]:
    return status, {}, {"code": code, "message": message, "data": {"status": status}}


def _no_order() -> tuple[int, dict[str, str], Any]:
    return _refusal(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.")


def _searched(order: dict[str, Any]) -> str:
    """What WooCommerce looks through: numbers, the payer's address, names of the goods."""
    billing = order["billing"] if isinstance(order["billing"], dict) else {}
    return " ".join([str(order["id"]), order["number"], *map(str, billing.values())])
