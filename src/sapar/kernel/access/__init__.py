"""Who may do what: organisations, users, roles, need-to-know, one policy rule, row security from it."""
