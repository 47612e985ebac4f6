"""Accounts of channels that belong to a customer, so that a known account needs no order number."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from annae.errors import AnnaeError
from store import audit
from store.actor import Actor, Channel
from store.database.engine import reading_latest, transaction
from store.database.models import ChannelLinkRow
from store.database.texts import cipher_of, storable
from store.shop import Shop


def link(shop: Shop, channel: Channel, account: str, customer_id: str, by: Actor) -> None:
    """From now on ``account`` of ``channel`` is ``customer_id``, and nobody else as before.

    The caller has made sure that whoever writes from the account is that customer. Raises AnnaeError when either is
    empty.
    """
    if not account or not customer_id:
        raise AnnaeError("linking needs an account and a customer id, one of them is empty")
    prints, at = _fingerprints(shop, account), shop.now()

    def work(session: Session) -> None:
        session.execute(delete(ChannelLinkRow).where(*_this(shop, channel, prints)))
        session.add(
            ChannelLinkRow(
                store_id=shop.store_id,
                channel=channel,
                fingerprint=prints[0],
                account=account,
                customer_id=customer_id,
                linked_at=at,
            )
        )
        audit.record(session, shop.store_id, by, "channel.linked", customer_id, {"channel": channel}, at)

    transaction(shop.engine, work)


def unlink(shop: Shop, channel: Channel, account: str, by: Actor) -> bool:
    """Forget whose ``account`` of ``channel`` is; whether it was known."""
    prints, at = _fingerprints(shop, account), shop.now()

    def work(session: Session) -> bool:
        row = session.scalar(select(ChannelLinkRow).where(*_this(shop, channel, prints)))
        if row is None:
            return False
        session.delete(row)
        audit.record(session, shop.store_id, by, "channel.unlinked", row.customer_id, {"channel": channel}, at)
        return True

    return transaction(shop.engine, work)


def linked_customer(shop: Shop, channel: Channel, account: str) -> str:
    """The customer id of ``account`` of ``channel``; empty when it is not linked."""
    query = select(ChannelLinkRow.customer_id).where(*_this(shop, channel, _fingerprints(shop, account)))
    with reading_latest(shop.engine) as session:
        return session.scalar(query) or ""


def _fingerprints(shop: Shop, account: str) -> list[str]:
    return cipher_of(shop.engine).fingerprints(storable(account))


def _this(shop: Shop, channel: Channel, prints: list[str]) -> tuple[ColumnElement[bool], ...]:
    return (
        ChannelLinkRow.store_id == shop.store_id,
        ChannelLinkRow.channel == channel,
        ChannelLinkRow.fingerprint.in_(prints),
    )
