"""Which object goes with which category: Peraturan BKPM 5/2021 art. 18(3). Guides stage c; refuses nothing.

Category 5 (obstacles in using OSS) is not in art. 18(3): it comes with the business actor's channel and needs
no object, so it fits every object.
"""

from complaints.terms import Category, Subject

FITS: dict[str, frozenset[str]] = {
    Subject.HOLDER: frozenset({Category.LICENSING, Category.BUSINESS, Category.MISUSE}),
    Subject.GOVERNMENT: frozenset({Category.LICENSING, Category.SUPERVISION, Category.MISUSE}),
    Subject.OFFICIAL: frozenset({Category.LICENSING, Category.SUPERVISION, Category.MISUSE}),
}


def fits(subject: str, category: str) -> bool:
    """Is this pair in the legal matrix? A blank object or category says nothing yet, so it fits."""
    if not subject or not category or category == Category.OBSTACLE:
        return True
    return category in FITS[subject]


def allowed(subject: str) -> list[str]:
    """The categories that the matrix gives an object, in the standard's order."""
    return [category for category in Category.values if fits(subject, category)]
