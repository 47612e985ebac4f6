"""Reads a conversation and plays it against the dialogue."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, make_transient

from store.database.models import OrderRow
from tests.bot.dialogue_server import TOKEN, DialogueServer

FOLDER = Path(__file__).parent
BEHAVIOURS = (
    "happy_path",
    "corrections",
    "cancellations",
    "digressions",
    "disambiguation",
    "chitchat",
    "guards",
)
_KNOWN = {
    "intent", "action", "says", "says_not", "language", "products", "shows", "first", "floor", "order", "order_status",
    "cart", "suggests", "mood",
}  # fmt: skip


@dataclass
class Script:
    """A conversation as its file has it."""

    name: str
    talk: list[dict[str, Any]]
    given: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Script:
        """A file; unknown keys are mistakes."""
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        script = cls("/".join(path.with_suffix("").parts[-3:]), **content)
        for step in script.talk:
            unknown = set(step["expect"]) - _KNOWN
            assert step["expect"], f"{script.name}: {step['say']} expects nothing"
            assert not unknown, f"{script.name}: unknown {unknown}"
        return script


def scripts() -> list[Path]:
    """Every conversation, sorted."""
    return sorted(path for behaviour in BEHAVIOURS for path in (FOLDER / behaviour).glob("*/*.yml"))


def play(script: Script, dialogue: DialogueServer, engine: Engine) -> None:
    """Says each line and compares; AssertionError shows the whole conversation so far."""
    values = _given_order(engine, script.given["order"]["like"]) if "order" in script.given else {}
    metadata: dict[str, Any] = {key: script.given[key] for key in ("kiosk", "channel") if key in script.given}
    headers = None
    if customer := script.given.get("customer"):
        metadata["customer"], headers = {"id": customer}, {"X-Annae-Service": TOKEN}
    sender, heard = secrets.token_hex(8), list[str]()
    for step in script.talk:
        said = _filled(step["say"], values)
        reply = dialogue.say(sender, said, metadata, headers)
        heard += [f"  customer: {said}", f"  assistant [{reply['intent']}]: {reply['text']}"]
        problems = list(_problems(_filled(step["expect"], values), reply))
        assert not problems, "\n".join([script.name, *heard, *problems])
    if "order" in script.after:
        with Session(engine) as session:
            row = _order_row(session, values["order"])
            found = {name: getattr(row, name) for name in script.after["order"]}
        assert found == script.after["order"], "\n".join([script.name, *heard])


def _given_order(engine: Engine, like: str) -> dict[str, str]:
    with Session(engine) as session, session.begin():
        row = _order_row(session, like)
        last4 = row.phone_last4
        session.expunge(row)
        make_transient(row)
        row.customer_id = ""  # the customer of the demo order keeps the orders of the pack
        row.id = row.lookup = f"9{secrets.randbelow(10**7):07d}"
        session.add(row)
        return {"order": row.id, "last4": last4}


def _order_row(session: Session, order_id: str) -> OrderRow:
    return session.scalars(select(OrderRow).where(OrderRow.id == order_id)).unique().one()


def _filled(content: Any, values: dict[str, str]) -> Any:
    if isinstance(content, str):
        return content.format(**values) if values else content
    if isinstance(content, list):
        return [_filled(item, values) for item in content]
    if isinstance(content, dict):
        return {key: _filled(item, values) for key, item in content.items()}
    return content


def _problems(expected: dict[str, Any], reply: dict[str, Any]) -> Any:
    text = reply["text"].casefold()
    cards = [card["id"] for card in reply.get("products", ())]
    pieces = sum(item["quantity"] for item in (reply.get("cart") or {}).get("items", ()))
    found = {
        "intent": reply["intent"],
        "action": reply.get("action"),
        "language": reply["language"],
        "first": next(iter(cards), None),
        "floor": (reply.get("location") or {}).get("floor"),
        "order": (reply.get("order") or {}).get("id"),
        "order_status": (reply.get("order") or {}).get("status"),
        "cart": pieces,
        "mood": reply.get("mood"),
    }
    for name, value in found.items():
        if name in expected and expected[name] != value:
            yield f"  expected {name} {expected[name]!r}, found {value!r}"
    for wanted in expected.get("says", ()):
        choices = wanted if isinstance(wanted, list) else [wanted]
        if not any(choice.casefold() in text for choice in choices):
            yield f"  expected to hear {wanted!r}"
    for unwanted in expected.get("says_not", ()):
        if unwanted.casefold() in text:
            yield f"  did not expect to hear {unwanted!r}"
    if len(cards) < expected.get("products", 0):
        yield f"  expected at least {expected['products']} products, found {cards}"
    if "shows" in expected and expected["shows"] not in cards:
        yield f"  expected {expected['shows']} among {cards}"
    if "suggests" in expected and not any(expected["suggests"] in s for s in reply.get("suggestions", ())):
        yield f"  expected {expected['suggests']!r} among the suggestions {reply.get('suggestions')}"
