"""The tabs of the App Home, and the menu as a message; pure."""
