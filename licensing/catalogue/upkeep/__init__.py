"""The admin's hand on the catalogue: what it holds, and changing it as new versions (/kelola/katalog/)."""
