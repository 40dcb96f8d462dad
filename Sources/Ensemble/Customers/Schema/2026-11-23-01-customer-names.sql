-- The folded name of a customer from each of its words on: "dana whitfield" and "whitfield",
-- so that a search by the beginning finds first and last names alike.
CREATE TABLE customer_names (
    name_key TEXT   NOT NULL,
    customer BIGINT NOT NULL REFERENCES customers (id),
    PRIMARY KEY (name_key, customer)
);
CREATE INDEX customer_names_customer ON customer_names (customer);
INSERT INTO customer_names (name_key, customer) SELECT lower(name), id FROM customers WHERE name <> '';
