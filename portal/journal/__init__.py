"""The journal as a page: what happened in the office, for those who audit it. Every act has its words in ``kinds``."""
