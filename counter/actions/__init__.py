"""What may be done with the queue. Each act is journalled, raises the version, and is one transaction."""
