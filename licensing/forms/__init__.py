"""Forms, one module per family of pages."""
