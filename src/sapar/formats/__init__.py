"""How dates are written, one way per language. Numbers are as Django has them."""
