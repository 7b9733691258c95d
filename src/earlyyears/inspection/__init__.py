"""What inspectors found: a union of outcomes, one type for each framework."""
