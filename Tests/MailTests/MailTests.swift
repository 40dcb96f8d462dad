// Mail tests
