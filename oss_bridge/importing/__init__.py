"""Excel exports of the OSS dashboard: read (bounded), judged row by row, carried out by asking OSS itself.

An export never writes a file's status: what it shows and we do not have is fetched from OSS; what differs is asked.
"""
