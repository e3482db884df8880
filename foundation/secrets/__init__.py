"""Personal data at rest: encrypted fields, blind indexes, masks."""
