"""Who pays for what: donors, projects, partners, missions and their contacts, and where each fact was read."""
