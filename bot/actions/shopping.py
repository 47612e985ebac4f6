"""The shopping context: what is looked for, what is on the screen, what was seen before, and the item in focus.

It lives in one slot, ``shopping``, which this module owns: actions answer with the context as it is after them
(``Answer.shopping``), and nothing else writes it. The order in hand belongs to ``order_form``, the cart to the
database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

_REMEMBERED: Final = 30
"""Products seen before the list on the screen that can still be pointed at."""


@dataclass(frozen=True)
class Said:
    """One thing said about the wish: what it was (``product_search``, ``refine_price`` ...) and its words.

    ``amount`` is the price that "cheaper" or "dearer" was said of, in whole units; 0 for everything else.
    """

    intent: str
    text: str
    amount: int = 0


@dataclass(frozen=True)
class Shopping:
    """``wish`` is the search and its refinements in the order they were said; all others are product ids.

    ``results`` is the whole list found, best first, of which ``screen`` is what the customer sees now; ``seen`` is what
    was on the screen before, the latest first; ``focus`` is the one that "it" means, with the ``color`` and ``size``
    spoken of; empty: none.
    """

    wish: tuple[Said, ...] = ()
    results: tuple[str, ...] = ()
    screen: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    focus: str = ""
    color: str = ""
    size: str = ""

    @classmethod
    def of(cls, slot: Mapping[str, Any] | None) -> Shopping:
        """From the slot; an empty one is a customer who has not asked for anything yet."""
        if not slot:
            return cls()
        lists = {name: tuple(slot[name]) for name in ("results", "screen", "seen")}
        return cls(
            wish=tuple(Said(**said) for said in slot["wish"]),
            focus=slot["focus"],
            color=slot["color"],
            size=slot["size"],
            **lists,
        )

    def as_slot(self) -> dict[str, Any]:
        """For the slot."""
        return asdict(self)

    def showing(self, screen: Sequence[str], results: Sequence[str] | None = None) -> Shopping:
        """With other products on the screen; a single one is in focus. ``results``: a new list, None: the same."""
        seen = tuple(dict.fromkeys([*self.screen, *self.seen]))[:_REMEMBERED]
        return replace(
            self,
            results=self.results if results is None else tuple(results),
            screen=tuple(screen),
            seen=seen,
            focus=screen[0] if len(screen) == 1 else "",
            color="",
            size="",
        )

    def focusing(self, product_id: str, color: str = "", size: str = "") -> Shopping:
        """With ``product_id`` as what "it" means; colour and size stay while it is the same product."""
        if product_id == self.focus:
            color, size = color or self.color, size or self.size
        return replace(self, focus=product_id, color=color, size=size)

    def wishing(self, said: Said) -> Shopping:
        """With one more thing said about the wish."""
        return replace(self, wish=(*self.wish, said))

    def looking_for(self, *wish: Said) -> Shopping:
        """With another wish."""
        return replace(self, wish=wish)

    def finding_nothing(self) -> Shopping:
        """With nothing found for the wish yet; the screen stays as it is."""
        return replace(self, results=())

    @property
    def next_results(self) -> tuple[str, ...]:
        """What was found and comes after what is on the screen."""
        shown = [place for place, product_id in enumerate(self.results) if product_id in self.screen]
        return self.results[max(shown) + 1 :] if shown else self.results
