"""What customers name, one kind of entity a file; every finder takes a text and gives mentions."""
