"""The faults, by what is broken; after them the controls. Names and meanings: docs/faults.md."""
