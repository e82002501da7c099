"""Tabletop: household things on a table, from sparse to heaped."""
