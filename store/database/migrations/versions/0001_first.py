"""The tables of the first release. Written by ``python -m store.database.migrations``."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "stores",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("info", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("store_id", name=op.f("pk_stores")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("channel", sa.String(length=120), nullable=False),
        sa.Column("action", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["stores.store_id"], name=op.f("fk_audit_store_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_actor", "audit", ["store_id", "actor"], unique=False)
    op.create_index("ix_audit_at", "audit", ["store_id", "at"], unique=False)
    op.create_index("ix_audit_subject", "audit", ["store_id", "subject"], unique=False)
    op.create_table(
        "carts",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("owner", sa.String(length=250), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["stores.store_id"], name=op.f("fk_carts_store_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("store_id", "owner", name=op.f("pk_carts")),
    )
    op.create_table(
        "channel_links",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(length=120), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("customer_id", sa.String(length=120), nullable=False),
        sa.Column("linked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["stores.store_id"], name=op.f("fk_channel_links_store_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_links")),
        sa.UniqueConstraint(
            "store_id", "channel", "fingerprint", name=op.f("uq_channel_links_store_id_channel_fingerprint")
        ),
    )
    op.create_index("ix_channel_links_customer", "channel_links", ["store_id", "customer_id"], unique=False)
    op.create_table(
        "faq",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("question_ko", sa.String(), nullable=False),
        sa.Column("question_en", sa.String(), nullable=False),
        sa.Column("answer_ko", sa.String(), nullable=False),
        sa.Column("answer_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["stores.store_id"], name=op.f("fk_faq_store_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("store_id", "question_ko", "question_en", name=op.f("pk_faq")),
    )
    op.create_table(
        "menu",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("name_ko", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("available", sa.String(), nullable=False),
        sa.Column("season", sa.JSON(), nullable=False),
        sa.Column("weather", sa.JSON(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["stores.store_id"], name=op.f("fk_menu_store_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_menu")),
    )
    op.create_table(
        "operations",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["stores.store_id"], name=op.f("fk_operations_store_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("store_id", "key", name=op.f("pk_operations")),
    )
    op.create_index("ix_operations_at", "operations", ["store_id", "at"], unique=False)
    op.create_table(
        "order_requests",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("order_lookup", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["stores.store_id"], name=op.f("fk_order_requests_store_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_order_requests")),
    )
    op.create_index("ix_order_requests_order", "order_requests", ["store_id", "order_lookup"], unique=False)
    op.create_table(
        "orders",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("lookup", sa.String(length=120), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("customer_id", sa.String(), nullable=False),
        sa.Column("customer_name", sa.String(), nullable=False),
        sa.Column("phone_last4", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("paid", sa.Boolean(), nullable=True),
        sa.Column("payment_method", sa.String(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(), nullable=False),
        sa.Column("ready_at", sa.DateTime(), nullable=True),
        sa.Column("deadline", sa.DateTime(), nullable=True),
        sa.Column("extended", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("tracking_number", sa.String(), nullable=False),
        sa.Column("eta", sa.DateTime(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(), nullable=True),
        sa.Column("return_until", sa.DateTime(), nullable=True),
        sa.Column("refund_amount", sa.BigInteger(), nullable=True),
        sa.Column("refund_method", sa.String(), nullable=False),
        sa.Column("refund_by", sa.DateTime(), nullable=True),
        sa.Column("cancellable", sa.Boolean(), nullable=True),
        sa.Column("address_changeable", sa.Boolean(), nullable=True),
        sa.Column("imported_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["store_id"], ["stores.store_id"], name=op.f("fk_orders_store_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("store_id", "lookup", name=op.f("pk_orders")),
    )
    op.create_index("ix_orders_customer", "orders", ["store_id", "customer_id"], unique=False)
    op.create_table(
        "products",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("title_ko", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("description_ko", sa.String(), nullable=False),
        sa.Column("description_en", sa.String(), nullable=False),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("sale_price", sa.BigInteger(), nullable=True),
        sa.Column("sale_starts", sa.DateTime(), nullable=True),
        sa.Column("sale_ends", sa.DateTime(), nullable=True),
        sa.Column("colors", sa.JSON(), nullable=False),
        sa.Column("sizes", sa.JSON(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("image", sa.String(), nullable=False),
        sa.Column("rating", sa.Double(), nullable=True),
        sa.Column("review_count", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("availability", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["stores.store_id"], name=op.f("fk_products_store_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_products")),
    )
    op.create_index("ix_products_category", "products", ["store_id", "category"], unique=False)
    op.create_table(
        "promotions",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("name_ko", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("product_ids", sa.JSON(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("discount_percent", sa.Double(), nullable=True),
        sa.Column("discount_amount", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("condition_ko", sa.String(), nullable=False),
        sa.Column("condition_en", sa.String(), nullable=False),
        sa.Column("starts", sa.DateTime(), nullable=True),
        sa.Column("ends", sa.DateTime(), nullable=True),
        sa.Column("daily_from", sa.String(), nullable=False),
        sa.Column("sale_items", sa.String(), nullable=False),
        sa.Column("minimum_amount", sa.BigInteger(), nullable=True),
        sa.Column("combines", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["stores.store_id"], name=op.f("fk_promotions_store_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_promotions")),
    )
    op.create_table(
        "reservations",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("owner", sa.String(length=250), nullable=False),
        sa.Column("product_id", sa.String(length=120), nullable=False),
        sa.Column("color", sa.String(length=120), nullable=False),
        sa.Column("size", sa.String(length=120), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("order_lookup", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["stores.store_id"], name=op.f("fk_reservations_store_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_reservations")),
    )
    op.create_index("ix_reservations_owner", "reservations", ["store_id", "owner"], unique=False)
    op.create_index(
        "ix_reservations_variant", "reservations", ["store_id", "product_id", "color", "size"], unique=False
    )
    op.create_table(
        "restock_alerts",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("owner", sa.String(length=250), nullable=False),
        sa.Column("product_id", sa.String(length=120), nullable=False),
        sa.Column("color", sa.String(length=120), nullable=False),
        sa.Column("size", sa.String(length=120), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["store_id"], ["stores.store_id"], name=op.f("fk_restock_alerts_store_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("store_id", "id", name=op.f("pk_restock_alerts")),
    )
    op.create_index("ix_restock_alerts_pending", "restock_alerts", ["store_id", "delivered_at"], unique=False)
    op.create_table(
        "wrong_tries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("order_lookup", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["stores.store_id"], name=op.f("fk_wrong_tries_store_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_tries")),
    )
    op.create_index("ix_wrong_tries_conversation", "wrong_tries", ["store_id", "conversation", "at"], unique=False)
    op.create_index("ix_wrong_tries_order", "wrong_tries", ["store_id", "order_lookup", "at"], unique=False)
    op.create_table(
        "cart_items",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("owner", sa.String(length=250), nullable=False),
        sa.Column("product_id", sa.String(length=120), nullable=False),
        sa.Column("color", sa.String(length=120), nullable=False),
        sa.Column("size", sa.String(length=120), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "owner"],
            ["carts.store_id", "carts.owner"],
            name=op.f("fk_cart_items_store_id_owner"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["stores.store_id"], name=op.f("fk_cart_items_store_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("store_id", "owner", "product_id", "color", "size", name=op.f("pk_cart_items")),
    )
    op.create_table(
        "reviews",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("product_id", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Double(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["products.store_id", "products.id"],
            name=op.f("fk_reviews_store_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["store_id"], ["stores.store_id"], name=op.f("fk_reviews_store_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("store_id", "product_id", "digest", "number", name=op.f("pk_reviews")),
    )
    op.create_table(
        "stock",
        sa.Column("store_id", sa.String(length=120), nullable=False),
        sa.Column("product_id", sa.String(length=120), nullable=False),
        sa.Column("color", sa.String(length=120), nullable=False),
        sa.Column("size", sa.String(length=120), nullable=False),
        sa.Column("branch", sa.String(length=120), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("imported_digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("quantity >= 0", name="ck_stock_quantity"),
        sa.ForeignKeyConstraint(
            ["store_id", "product_id"],
            ["products.store_id", "products.id"],
            name=op.f("fk_stock_store_id_product_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["store_id"], ["stores.store_id"], name=op.f("fk_stock_store_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("store_id", "product_id", "color", "size", "branch", name=op.f("pk_stock")),
    )
