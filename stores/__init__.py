"""Store packs that come with the project, and what draws their pictures."""
