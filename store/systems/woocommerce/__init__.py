"""Orders kept in a WooCommerce shop, over its REST API v3."""
