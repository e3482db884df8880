"""Secrets: personal data at rest.

``fields`` for models, ``index`` for finding, ``masks`` for screens, ``box`` for anything
else that must rest closed, ``keys`` for where the keys come from, ``classes`` for how
sensitive a thing is. ``manage.py rotate_keys`` moves every row to the newest key.
"""
