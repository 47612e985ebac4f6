"""The one exception that ends a command with a sentence for its user."""


class AnnaeError(Exception):
    """Something the user can act on; the message says what is wrong and what to do, in one line."""
