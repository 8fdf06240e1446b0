"""Next runs planned and carried out for each recipient; settings, which admins change."""
