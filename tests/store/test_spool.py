"""Rows set aside on disk."""

from datetime import UTC, datetime

from store.spool import Spool


def test_batches_come_back_in_order_as_often_as_asked_even_after_a_break() -> None:
    batches = [[{"id": number, "at": datetime(2026, 11, number, tzinfo=UTC)}] for number in range(1, 4)]
    with Spool() as spool:
        for batch in batches[:2]:
            spool.add(batch)
        assert next(iter(spool)) == batches[0]
        spool.add(batches[2])
        assert list(spool) == batches
        assert list(spool) == batches


def test_an_empty_spool_has_no_batches() -> None:
    with Spool() as spool:
        assert list(spool) == []
