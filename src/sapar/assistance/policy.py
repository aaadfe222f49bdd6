"""A delivery answers for its case: whoever may see the case sees it, `deliver` and `correct_delivery` change it."""

from sapar.cases.policy import CASE
from sapar.kernel.access.policy import child

DELIVERY = child(CASE, record="delivery", model="assistance.Delivery", relation="case")
