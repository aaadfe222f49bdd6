"""Input of this room's pages."""

from sapar.programmes.forms.search import OrganisationSearch, PortfolioFilter

__all__ = ["OrganisationSearch", "PortfolioFilter"]
