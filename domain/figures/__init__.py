"""Files of figures that a client has itself: what its customers answered, and what its telephone exchange counted."""
