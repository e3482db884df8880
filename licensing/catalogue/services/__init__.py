"""The published service standards as pages and questions.

offices.py loads an office with its standards, standards.py answers which one holds and what it
promises, views.py shows them at /layanan/. The rows are in ``licensing.catalogue.models.services``.
"""
