"""The user's own model files: read, checked, repaired, brought to metres, cached."""
