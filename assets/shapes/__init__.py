"""Building blocks of meshes: curves, lofts, lathes, slabs, sheets, and their convex parts."""
