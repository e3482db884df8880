"""``python -m faults.start faults.signing <document>``: the head signs one letter, in a process of its own."""

import sys

from faults import people
from licensing.actions import sign
from licensing.models import Document

if __name__ == "__main__":
    letter = Document.objects.select_related("application", "unsigned_file").get(pk=int(sys.argv[1]))
    sign.sign(letter, actor=people.actor("kadis"), passphrase=people.PASSPHRASE)
