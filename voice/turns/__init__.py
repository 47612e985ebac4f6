"""When a customer's turn starts and ends: voice activity, and strategies built on it."""
