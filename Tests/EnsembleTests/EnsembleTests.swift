// Ensemble tests
