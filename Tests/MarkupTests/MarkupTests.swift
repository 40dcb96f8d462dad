// Markup tests
