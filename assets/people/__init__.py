"""People, from the shapes, rig and weights of MakeHuman's body (the pack ``people``)."""
