from annae.doctor.parts import orders
from annae.settings import Settings, StoreSettings, WooCommerceSettings
from tests.store.systems.fake_woocommerce import KEY, SECRET, FakeWooCommerce


def test_says_whether_the_shops_own_order_system_answers():
    with FakeWooCommerce() as fake:
        asked = Settings(
            store=StoreSettings(orders="woocommerce"),
            woocommerce=WooCommerceSettings(url=fake.url, key=KEY, secret=SECRET),
        )
        assert orders(asked).status == "ok"
        wrong = Settings(
            store=StoreSettings(orders="woocommerce"),
            woocommerce=WooCommerceSettings(url=fake.url, key=KEY, secret="cs_wrong"),
        )
        found = orders(wrong)
    assert found.status == "problem"
    assert "woocommerce.secret" in found.detail
    assert "order-systems.md" in found.mend


def test_needs_nothing_where_orders_are_in_our_database():
    assert orders(Settings()).status == "ok"
