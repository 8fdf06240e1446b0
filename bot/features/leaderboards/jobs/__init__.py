"""Jobs of leaderboards: corrections of posted boards; and the weekly boards."""
