-- What the installation knows of itself: its name, its secret key, choices of the administrator.
CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
