"""Draws the demo store's product pictures: one drawing a kind of product, in every colour the catalogue names."""
