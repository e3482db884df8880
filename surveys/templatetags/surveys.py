"""For pages of rooms below: the survey's address beside a finished file."""

from django import template

from licensing.models import Application
from surveys.actions.offering import link_for

register = template.Library()


@register.simple_tag
def survey_link(file: Application) -> str:
    """Where this file's survey is answered; "" while the file runs, two months later, or between periods."""
    return link_for(file)
