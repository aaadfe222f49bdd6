"""Questions of the staff shell."""
