"""How OSS really writes: the oddities that a stand-in must repeat so that our reading is tried every day."""

from typing import Any

from oss_bridge.contract.nib import UNNEEDED

NOT_FOR_THE_OFFICE = "Data pribadi simulasi, tidak untuk disimpan"


def as_oss_writes(nib_tree: dict[str, Any]) -> dict[str, Any]:
    """A NIB tree with the manual's own blemishes: a key with a trailing space, personal data nobody needs."""
    odd = {name: inner for name, inner in nib_tree.items() if name != "tipe_dokumen"}
    odd |= dict.fromkeys(sorted(UNNEEDED), NOT_FOR_THE_OFFICE[:50])
    odd["tipe_dokumen "] = nib_tree.get("tipe_dokumen", "")
    return odd
