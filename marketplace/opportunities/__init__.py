"""What artisans can apply for: fairs, exhibitions, procurement, training, finance; who may, and what came of it."""
