"""Floor 2: what is where. Scene and its parts, placement, physics, and the built-in scenes. No bpy."""
