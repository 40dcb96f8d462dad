-- One row for each idea, named by its id. Without content of its own.
CREATE VIRTUAL TABLE idea_words USING fts5 (
    need, solution, content = '', tokenize = "unicode61 remove_diacritics 2"
);
