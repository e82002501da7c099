"""Floor 1: what things are made of. Meshes, materials, textures, skies, model files. No bpy."""
