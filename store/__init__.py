"""The shop: its data, its rules and its orders. Everything the assistant says about a shop comes from here."""
