"""WooCommerce's REST API v3 over HTTPS: limits of time, repeated reads, pages and clear errors.

What is asked for only once and what is repeated: a read is repeated after a fault that may pass, a write never is,
because nobody knows whether the shop has made it. Errors name no customer: a message goes to the log.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

import urllib3
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, stop_before_delay
from tenacity.wait import wait_exponential_jitter
from urllib3.exceptions import HTTPError, InvalidHeader, LocationParseError

from annae.errors import AnnaeError
from annae.settings import WooCommerceSettings
from store.systems.order_system import OrderSystemDown

Json = dict[str, Any]
Query = Mapping[str, str | int]

PER_PAGE: Final = 100
"""As many as WooCommerce gives at once."""

_TRIES: Final = 4
_BACK_OFF: Final = wait_exponential_jitter(multiplier=0.2, max=2, jitter=0.2)
_REST_S: Final = 5.0
"""After all tries have failed nobody waits for the next ones: the answer is known."""
_LONGEST_BODY: Final = 32 * 1024 * 1024
_LOCAL_HOSTS: Final = ("localhost", "127.0.0.1", "::1")
_NOT_FOUND, _TIMED_OUT, _TOO_MANY = 404, 408, 429
_KEYS_REFUSED: Final = (401, 403)


class WooCommerceError(AnnaeError):
    """WooCommerce understood the request and will not do it; ``code`` is its word for why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"WooCommerce does not do what was asked: {status} {code or 'without a code'}")
        self.status, self.code = status, code


class WooCommerceApi:
    """The API of one shop; safe to share between threads. Raises AnnaeError when the settings are unusable.

    Every method raises OrderSystemDown when the shop gives no usable answer in time, and WooCommerceError when it
    refuses the request.
    """

    def __init__(self, settings: WooCommerceSettings) -> None:
        self._root = _api_root(settings.url)
        self._timeout_s = settings.timeout_s
        self._down = (0.0, "")
        self._until: ContextVar[float | None] = ContextVar("until", default=None)
        if not all(given and given.isascii() and given.isprintable() for given in (settings.key, settings.secret)):
            raise AnnaeError("woocommerce.key and woocommerce.secret are needed, as WooCommerce's settings show them")
        self._headers = urllib3.make_headers(
            basic_auth=f"{settings.key}:{settings.secret}", user_agent="annae", accept_encoding=True
        ) | {"Accept": "application/json"}
        self._pool = urllib3.PoolManager(maxsize=8)

    @contextmanager
    def in_time(self) -> Iterator[None]:
        """Everything asked inside takes ``timeout_s`` together; a stalled answer may take half as long again.

        What is asked outside takes that long each.
        """
        token = self._until.set(time.monotonic() + self._timeout_s)
        try:
            yield
        finally:
            self._until.reset(token)

    def get(self, path: str, query: Query | None = None) -> Any:
        """The JSON at ``path`` (``orders/727``); None when there is no such thing."""
        try:
            return self._read(path, query or {})[0]
        except WooCommerceError as error:
            if error.status == _NOT_FOUND:
                return None
            raise

    def entries(self, path: str, query: Query | None = None, pages: int | None = None) -> Iterator[Any]:
        """The entries of a listing, page after page; at most ``pages`` pages of PER_PAGE."""
        page = 1
        while True:
            found, headers = self._read(path, {**(query or {}), "per_page": PER_PAGE, "page": page})
            if not isinstance(found, list):
                raise OrderSystemDown(f"the shop's WooCommerce sent no list of {path}")
            yield from found
            if page >= _last_page(headers, page, len(found)) or page == pages:
                return
            page += 1

    def post(self, path: str, body: Json) -> Json:
        """Make something; asked once only."""
        return _object(self._ask("POST", path, body=body, until=self._end())[0], path)

    def put(self, path: str, body: Json) -> Json:
        """Change something; asked once only."""
        return _object(self._ask("PUT", path, body=body, until=self._end())[0], path)

    def _read(self, path: str, query: Query) -> tuple[Any, Mapping[str, str]]:
        until = self._end()
        down_until, why = self._down
        if time.monotonic() < down_until:
            raise OrderSystemDown(why)
        retrying = Retrying(
            retry=retry_if_exception_type(_PassingFault),
            wait=_wait,
            stop=stop_after_attempt(_TRIES) | stop_before_delay(max(0.0, until - time.monotonic())),
            reraise=True,
        )
        try:
            return retrying(self._ask, "GET", path, query, until=until)
        except _PassingFault as fault:
            self._down = (time.monotonic() + _REST_S, str(fault))
            raise

    def _ask(
        self, method: str, path: str, query: Query | None = None, body: Json | None = None, *, until: float
    ) -> tuple[Any, Mapping[str, str]]:
        seconds = min(self._timeout_s / 2, until - time.monotonic())  # a read that hangs can be tried once more
        if seconds <= 0:
            raise OrderSystemDown("the shop's WooCommerce is too slow")
        address = f"{self._root}/{path}"
        try:
            response = self._pool.request(
                method,
                address,
                fields=None if body is not None else {name: str(value) for name, value in (query or {}).items()},
                json=body,
                headers=self._headers if body is None else self._headers | {"Content-Type": "application/json"},
                timeout=urllib3.Timeout(connect=seconds, read=seconds),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            try:
                content = _body(response, time.monotonic() + seconds)
            finally:
                response.release_conn()
        except HTTPError as error:
            raise _PassingFault(f"the shop's WooCommerce cannot be reached: {type(error).__name__}") from error
        return self._answer(response, content), response.headers

    def _end(self) -> float:
        return self._until.get() or time.monotonic() + self._timeout_s

    def _answer(self, response: urllib3.BaseHTTPResponse, content: bytes) -> Any:
        status = response.status
        if response.get_redirect_location() is not False:
            raise OrderSystemDown(
                f"{self._root} answers with a redirect ({status}), which is not followed with the keys; "
                "set woocommerce.url to the address it leads to"
            )
        if status in (_TIMED_OUT, _TOO_MANY) or status >= 500:  # noqa: PLR2004 - HTTP's server errors
            raise _PassingFault(f"the shop's WooCommerce answers {status}", _retry_after_s(response))
        answer = _parsed(content, status)
        if status < 300:  # noqa: PLR2004 - HTTP's successes
            return answer
        code = str(answer.get("code") or "") if isinstance(answer, dict) else ""
        if status in _KEYS_REFUSED:
            raise OrderSystemDown(
                f"WooCommerce refuses the keys ({status} {code}): check that woocommerce.key and woocommerce.secret "
                "are a pair, may read and write, and belong to a manager of the shop"
            )
        if code == "rest_no_route" or not isinstance(answer, dict):
            raise OrderSystemDown(
                f"{self._root} is no WooCommerce REST API ({status} {code}): check woocommerce.url, and in WordPress "
                "that permalinks are not plain"
            )
        raise WooCommerceError(status, code)


class _PassingFault(OrderSystemDown):
    """Worth another try, after ``retry_after_s`` seconds where the shop has said so."""

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


def _api_root(url: str) -> str:
    try:
        parts = urllib3.util.parse_url(url)
    except LocationParseError as error:
        raise AnnaeError(f"woocommerce.url: {url!r} is not an address") from error
    host = (parts.host or "").strip("[]")
    if parts.auth:
        raise AnnaeError("woocommerce.url: leave the keys out of the address; they are woocommerce.key and .secret")
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and host in _LOCAL_HOSTS)):
        raise AnnaeError(
            f"woocommerce.url: expected an address such as https://shop.example.com, found {url!r}; "
            "the keys are never sent unencrypted"
        )
    return f"{parts.scheme}://{parts.netloc}{(parts.path or '').rstrip('/')}/wp-json/wc/v3"


def _body(response: urllib3.BaseHTTPResponse, until: float) -> bytes:
    """The whole body; one that comes in drops is given up at ``until`` (monotonic seconds)."""
    content = bytearray()
    while part := response.read1(64 * 1024):
        content += part
        if time.monotonic() > until or len(content) > _LONGEST_BODY:
            response.close()
            raise _PassingFault("the shop's WooCommerce answers too slowly or too much")
    return bytes(content)


def _parsed(content: bytes, status: int) -> Any:
    try:
        return json.loads(content)
    except ValueError as error:  # a page of HTML from a firewall, a cut-off answer, a warning of PHP before the JSON
        raise _PassingFault(
            f"the shop's WooCommerce answers {status} with something that is not JSON (is woocommerce.url right?)"
        ) from error


def _object(answer: Any, path: str) -> Json:
    if not isinstance(answer, dict):
        raise OrderSystemDown(f"the shop's WooCommerce sent no entry for {path}")
    return answer


def _last_page(headers: Mapping[str, str], page: int, found: int) -> int:
    """As the shop says; where something on the way drops its header, a page that is not full is the last."""
    said = headers.get("X-WP-TotalPages", "")
    return int(said) if said.isdecimal() else page + (found >= PER_PAGE)


def _retry_after_s(response: urllib3.BaseHTTPResponse) -> float | None:
    given = response.headers.get("Retry-After")
    if given is None:
        return None
    try:
        return urllib3.Retry().parse_retry_after(given)
    except InvalidHeader:
        return None


def _wait(state: RetryCallState) -> float:
    fault = state.outcome.exception() if state.outcome else None
    said = fault.retry_after_s if isinstance(fault, _PassingFault) else None
    return _BACK_OFF(state) if said is None else max(said, 0.0)
