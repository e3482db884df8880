"""Documents of the office: a frozen snapshot goes in, the bytes of a PDF come out."""
