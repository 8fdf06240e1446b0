"""Goals: what somebody wants to reach by when, agreed by two, followed in numbers."""
