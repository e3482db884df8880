"""Who did it: the few facts about a doer that the journal keeps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The doer of an act.

    ``user_id`` is None for a system or an outside party; ``role`` a member of
    ``accounts.roles.Role`` in lower case; ``name`` a display name without personal
    numbers; ``channel`` the door used (``web``, ``counter``, ``system``, ``oss``);
    ``on_behalf_of`` the subject helped, such as ``pelaku_usaha:12``.
    """

    user_id: int | None = None
    role: str = "system"
    name: str = "Sistem"
    channel: str = "system"
    on_behalf_of: str = ""

    @property
    def account(self) -> int:
        """The account's id, or 0, which no account has: asking for rows of NULL would find those of nobody."""
        return self.user_id or 0
