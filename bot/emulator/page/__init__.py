"""The page of the playground: Slack's desktop client in a browser, over the world in the box."""
