"""A client of the service's HTTP API: sign in, send files (resumed where they stopped), wait for results."""
