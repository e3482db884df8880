"""Paper: templates and facts go in, archival and accessible PDF bytes come out."""
