-- One row for each message, named by its id. Without content of its own: what is found is read from the tables.
CREATE VIRTUAL TABLE message_words USING fts5 (
    subject, people, body, content = '', tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
