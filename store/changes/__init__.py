"""What customers may change, one file per change: each a transaction that happens once however often it is asked."""
