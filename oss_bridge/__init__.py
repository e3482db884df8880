"""The bridge to OSS: their words and ours, letters out, letters in, the mirror."""
