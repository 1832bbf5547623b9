"""Tables that live elsewhere: PostgreSQL, MongoDB, S3, the web. Each is fetched into temporary files first.

The libraries are imported when a source of their kind is opened, and only then.
"""
