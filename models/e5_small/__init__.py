"""Parts of the e5-small builder."""
