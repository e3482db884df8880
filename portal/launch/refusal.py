"""A start that is refused says why in one sentence."""


class Refused(Exception):
    """The start is refused; the text is the sentence for the person at the terminal."""
