"""The import benchmark compares like with like."""

from pathlib import Path

from sqlalchemy import select

from benchmarks import import_
from store.database.engine import open_database, reading
from store.database.models import ProductRow, StockRow
from store.shop import Shop


def test_all_ways_end_with_the_same_products_and_stock(tmp_path: Path) -> None:
    import_._write_pack(tmp_path, 2 * import_._PLAIN_SHARE)
    rows = {}
    for way in ("first", "unchecked"):
        engine = open_database(f"sqlite:///{tmp_path / way}.db")
        import_._WAYS[way](engine, tmp_path)
        with reading(engine) as session:
            products = session.execute(select(*ProductRow.__table__.columns).order_by(ProductRow.id)).all()
            stock = session.execute(select(StockRow.product_id, StockRow.quantity).order_by(StockRow.product_id)).all()
        rows[way] = (products, stock)
    assert rows["first"] == rows["unchecked"]
    assert len(rows["first"][0]) == 2 * import_._PLAIN_SHARE


def test_the_plain_way_takes_its_share(tmp_path: Path) -> None:
    import_._write_pack(tmp_path, 2 * import_._PLAIN_SHARE)
    engine = open_database(f"sqlite:///{tmp_path / 'plain.db'}")
    import_._WAYS["plain"](engine, tmp_path)
    with reading(engine) as session:
        assert len(session.scalars(select(ProductRow.id)).all()) == 2


def test_the_feed_has_the_products_of_the_pack(tmp_path: Path) -> None:
    import_._write_pack(tmp_path, 30)
    engine = open_database(f"sqlite:///{tmp_path / 'feed.db'}")
    import_._WAYS["first"](engine, tmp_path)
    prices = {product.id: product.pays for product in Shop(engine, "bench").products()}
    import_._WAYS["feed"](engine, tmp_path)
    assert {product.id: product.pays for product in Shop(engine, "bench").products()} == prices


def test_a_share_is_scaled_up_to_all_rows() -> None:
    figures = import_._figures({"seconds": 2.0, "memory_mb": 3.0}, 1000, 20)
    assert (figures["seconds"], figures["rows_per_s"], figures["share_measured"]) == (40.0, 25, 0.05)
