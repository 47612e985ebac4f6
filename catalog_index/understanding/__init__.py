"""What a customer's words ask for: what is looked for, and the limits put on it."""
