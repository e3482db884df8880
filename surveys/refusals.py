"""Why something was not done, in a sentence for the person who asked."""


class Refused(Exception):
    """Its text is the sentence."""


class AlreadyAnswered(Refused):
    """The one-time token has been used for another sheet."""


class NotAsked(Refused):
    """No period is open on that day."""


class BadRecap(Refused):
    """A recap sheet cannot be taken in; ``faults`` lists what is wrong, row by row."""

    def __init__(self, sentence: str, faults: list[str]) -> None:
        super().__init__(sentence)
        self.faults = faults
