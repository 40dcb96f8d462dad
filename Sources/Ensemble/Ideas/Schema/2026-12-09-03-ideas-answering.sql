-- Whether everybody is answered in time is read from this index alone.
CREATE INDEX ideas_answering ON ideas (author_kind, created_at, first_answer_at, held_at, merged_into);
