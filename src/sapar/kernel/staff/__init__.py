"""Opening accounts and granting roles: stands above access, because every change is a journalled action."""
