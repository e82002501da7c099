"""Packs of other people's assets: fetched by their own package managers, never part of Cyclorama."""
