"""The building: where things are, the ways between them, the words for a route and a floor plan with it drawn on."""
