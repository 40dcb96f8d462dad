-- Beginnings of words are found in the index itself as fast as in one of their own (ranking what is found takes the
-- time), which took more to keep than all the rest. The words are read anew from the history.
DROP TABLE message_words;
CREATE VIRTUAL TABLE message_words USING fts5 (
    subject, people, body, content = '', tokenize = "unicode61 remove_diacritics 2"
);
DELETE FROM event_cursors WHERE reader = 'search';
