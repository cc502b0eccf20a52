"""Courses chosen from the catalog: by conditions, by what a person says of themselves, as a plan."""
