"""E-mail to the complaint address, fetched by the worker. Off until the office names a mailbox (docs/operations.md)."""
