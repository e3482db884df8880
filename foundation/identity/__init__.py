"""Identity: the numbers and names that people and businesses carry, read as they are really typed.

``nik``, ``npwp``, ``nitku``, ``nib``, ``nip`` and ``phone`` are pure: text in, normalised text or a small
value out, ``IdentityError`` (a sentence for the person) otherwise. ``names`` and ``text`` do the
same for words. ``forms`` wraps them as form fields. Source of the rules: domain.md §8.
"""
