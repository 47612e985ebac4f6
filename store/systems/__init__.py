"""Where a shop keeps its orders: in our database, or in a system of its own."""
