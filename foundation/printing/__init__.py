"""PDF documents from templates; the only importer of weasyprint."""
