"""Message catalogues: found in the sources, kept in .po files, compiled at installation."""
