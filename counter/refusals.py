"""What cannot be done now, in a sentence for the person who tried."""


class Refused(Exception):
    """The act is not possible; the text says why and what to do."""
