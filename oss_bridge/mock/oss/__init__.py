"""What OSS does, without web and database: ``engine.SimulatedOss`` over any ``books.Books``."""
