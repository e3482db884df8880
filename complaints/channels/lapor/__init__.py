"""SP4N-LAPOR! without an interface: its words as rows, its sheet read and written, each report once."""
