"""Floor 3: the only code that imports bpy, and the workers that run it."""
