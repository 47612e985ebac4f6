"""Makes a fresh clone ready to run: both Python environments and the page. Standard library only."""
