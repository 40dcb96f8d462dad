// Localization tests
