"""What survives a restart: objects as files, the rest in one SQLite file, before it is acknowledged."""
