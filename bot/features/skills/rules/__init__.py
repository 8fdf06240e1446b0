"""Rules of skills: the shipped rubrics and questions; pure."""
