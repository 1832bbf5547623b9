"""How each resource type of the template comes to life: one declaration per type, strict about properties."""
