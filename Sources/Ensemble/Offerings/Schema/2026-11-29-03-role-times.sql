-- How long after first contact our part was told, measured beyond one conversation: it follows merges.
ALTER TABLE role_statements ADD COLUMN first_contact_at BIGINT NOT NULL DEFAULT 0;
UPDATE role_statements SET first_contact_at =
    (SELECT created_at FROM conversations WHERE conversations.id = role_statements.conversation);
UPDATE role_statements SET conversation =
    (SELECT merged_into FROM conversations WHERE conversations.id = role_statements.conversation)
WHERE conversation IN (SELECT id FROM conversations WHERE merged_into IS NOT NULL);
CREATE INDEX role_statements_told ON role_statements (told_at, id);
