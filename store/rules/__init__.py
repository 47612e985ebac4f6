"""The rules of the shop as plain functions of its data and a time."""
