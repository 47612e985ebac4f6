"""Finds what a customer means among a shop's products: encoder, lexical and vector index, understanding, ranking."""
