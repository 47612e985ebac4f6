"""What counts now besides the words: stock, promotions, season, weather, popularity; as much as the owner wants."""
