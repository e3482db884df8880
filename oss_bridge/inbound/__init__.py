"""From OSS to us: pushes kept and processed, statuses asked for, files fetched."""
