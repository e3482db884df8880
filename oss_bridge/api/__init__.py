"""The portal's side of the contract: what OSS calls."""
