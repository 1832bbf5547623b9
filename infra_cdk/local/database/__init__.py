"""A real PostgreSQL behind an endpoint that speaks the RDS Data API."""
