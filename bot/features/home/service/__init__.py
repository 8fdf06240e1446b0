"""What each tab of the App Home shows, and what plain words are answered with."""
