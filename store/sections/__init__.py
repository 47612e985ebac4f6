"""The sections of store.yml in which a shop states its rules and services, typed and validated."""
