-- What a conversation that was merged away was about, holds for the one that stays, unless that says otherwise.
INSERT INTO conversation_offerings (conversation, version, chosen_at)
SELECT conversations.merged_into, conversation_offerings.version, conversation_offerings.chosen_at
FROM conversation_offerings JOIN conversations ON conversations.id = conversation_offerings.conversation
WHERE conversations.merged_into IS NOT NULL
ORDER BY conversation_offerings.chosen_at DESC
ON CONFLICT (conversation) DO NOTHING;
