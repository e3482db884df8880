"""What anybody may look at without an account: a file by number and code, a document by its code."""
