"""Copies and their return. The only place that knows restic and age, which run as children."""
