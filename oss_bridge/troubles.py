"""What can go wrong when we speak to OSS: it waits, it asks a person, or nobody knows yet."""


class OssTrouble(Exception):
    """Any of the three."""


class OssUnavailable(OssTrouble):
    """Try again later: not reached, 5xx, 429, an answer that nobody can read. Nothing was changed at OSS.

    ``retry_after`` in seconds when OSS said so (429); then the whole method should rest.
    """

    def __init__(self, reason: str, *, retry_after: float | None = None, is_throttled: bool = False) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.is_throttled = is_throttled


class OssKeyRefused(OssUnavailable):
    """401: our user_key is not accepted. Waiting will not help; a person looks at the key, nothing is lost."""


class OssRefused(OssTrouble):
    """Do not try again: OSS understood, and disagreed; or the message breaks the contract and was not sent.

    ``code`` is of Lampiran 9; ``sentence`` are OSS's words, for a person.
    """

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence

    @property
    def is_not_found(self) -> bool:
        """OSS answers "not found" as kode 400 with such a sentence."""
        return "tidak ditemukan" in self.sentence.lower()


class OssUnknownOutcome(OssTrouble):
    """A changing call was sent and not answered: it may have happened. Rest, look it up, only then ask again."""
