"""The desk of the bridge, /kelola/oss/: ``showing`` reads, ``words`` says it plainly, ``acting`` acts."""
