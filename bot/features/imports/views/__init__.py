"""What people see of imports. Pure."""
