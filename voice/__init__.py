"""Hearing and speaking: speech to text, turns, text to speech, visemes, and the gateway that joins them."""
