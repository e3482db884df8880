"""Template tags and filters available on every page."""

from django import template

register = template.Library()
