"""The visit, from preparation to report: controles, what they found, incidents and what people tell of them."""
