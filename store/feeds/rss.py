"""Items of an RSS 2.0 feed, read as a stream: a feed of any size needs little memory.

Parsed with defusedxml, so that a feed cannot blow up by entities or reach for other files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from store.feeds.record import Record, UnreadableFeedError
from store.pack.text_file import encoding_of, normalized

_NAMESPACE = "base.google.com/ns/1.0"
_PORTION = 1 << 16
_LONGEST_FIELD = 1 << 20


def read_rss(path: Path) -> Iterator[Record]:
    """The items of ``path``, fields named without their ``g:``.

    Raises UnreadableFeedError where it is no well-formed RSS, UnreadableTextError when it is no text.
    """
    parser: Any = make_parser()
    items = _Items(parser)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(items)
    # Portions of text, not bytes: the parser knows no CP949, and shops' encoding declarations are often wrong.
    with path.open(encoding=encoding_of(path)) as file:
        try:
            while portion := file.read(_PORTION):
                parser.feed(portion)
                yield from items.take()
            parser.close()
        except SAXParseException as error:
            reason = f"not valid XML: {error.getMessage()}, expected every tag closed and & written as &amp;"
            raise UnreadableFeedError(max(error.getLineNumber() or 1, 1), reason) from error
        except DefusedXmlException as error:
            reason = "declares entities of its own, expected plain RSS without them"
            raise UnreadableFeedError(1, reason) from error
    yield from items.take()
    if not items.found:
        raise UnreadableFeedError(1, "found no <item>, expected an RSS 2.0 feed of Google Merchant Center")


class _Items(ContentHandler):
    """Collects the direct children of each item; what is nested deeper (prices of shipping) is left out."""

    def __init__(self, locator: Any) -> None:
        super().__init__()
        self._locator = locator
        self.found = False
        self._ready: list[Record] = []
        self._item: Record | None = None
        self._inside: list[str | None] = []
        self._text: list[str] = []

    def take(self) -> list[Record]:
        """The items read since the last call."""
        ready, self._ready = self._ready, []
        return ready

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: Any) -> None:  # noqa: ARG002, N802 - likewise
        """An element begins."""
        space, local = name
        if self._item is not None:
            ours = space is None or space.rstrip("/").endswith(_NAMESPACE)
            self._inside.append(local if ours and not self._inside else None)
            self._text = []
        elif local == "item":
            self.found = True
            self._item = Record(self._locator.getLineNumber(), {})

    def characters(self, content: str) -> None:
        """A part of the text of an element."""
        if self._inside and self._inside[-1]:
            self._text.append(content)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: ARG002, N802 - likewise
        """An element ends."""
        if self._item is None:
            return
        if not self._inside:
            self._ready.append(self._item)
            self._item = None
        elif (field := self._inside.pop()) and (text := normalized("".join(self._text)[:_LONGEST_FIELD]).strip()):
            self._item.fields.setdefault(field.lower(), []).append(text)
