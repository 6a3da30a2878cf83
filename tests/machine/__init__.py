"""A machine that answers contacts at random, beside a model of what should come of it."""
