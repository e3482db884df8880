"""The wizard's short pages: at most five inputs each, one question as the heading.

``pages.PAGES`` is the registry: section, slug, question, form, and when the page applies.
"""
