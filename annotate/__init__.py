"""Floor 3: from passes and scene to instances, formats and proof. numpy only."""
