"""Colleagues who help with a skill: by consent of both, for three talks in six weeks."""
