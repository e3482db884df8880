"""What the child says when it refuses: a code and the words that belong into the sentence (refusals.py)."""


class Unfit(Exception):
    """The file is refused. ``code`` names the sentence; ``words`` are numbers in it."""

    def __init__(self, code: str, **words: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words
