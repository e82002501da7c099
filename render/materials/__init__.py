"""Shader nodes for every material recipe."""
