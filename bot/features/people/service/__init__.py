"""The check before each request that its actor may use Pacer; members for other features, and roles."""
