extension IMAPClient {
    /// Marks messages as seen. Those that are gone by now do not matter.
    /// - Throws: `IMAPFailure`.
    public func markSeen(_ uids: [UInt32]) throws(IMAPFailure) {
        for set in IMAPDialogue.sets(of: uids) {
            try perform("UID STORE \(set) +FLAGS.SILENT (\\Seen)", on: opened())
        }
    }

    /// Moves messages to another folder, which is made if there is none.
    ///
    /// Where the server cannot move, they are copied, marked as deleted and,
    /// if it can remove just these, removed. Else they stay behind marked:
    /// removing all that is marked would take what others have marked.
    /// - Parameter folder: its name in plain Unicode.
    /// - Throws: `IMAPFailure`.
    ///
    /// Source: RFC 6851 (MOVE), RFC 4315 (UID EXPUNGE).
    public func move(_ uids: [UInt32], to folder: String) throws(IMAPFailure) {
        let dialogue = try opened()
        for set in IMAPDialogue.sets(of: uids) {
            if dialogue.capabilities.contains("MOVE") {
                try transfer("UID MOVE \(set) \(Self.name(folder))", to: folder, on: dialogue)
                continue
            }
            try transfer("UID COPY \(set) \(Self.name(folder))", to: folder, on: dialogue)
            try perform("UID STORE \(set) +FLAGS.SILENT (\\Deleted)", on: dialogue)
            if dialogue.capabilities.contains("UIDPLUS") {
                try perform("UID EXPUNGE \(set)", on: dialogue)
            }
        }
    }

    private func transfer(_ command: String, to folder: String, on dialogue: IMAPDialogue) throws(IMAPFailure)
    {
        do throws(IMAPFailure) {
            try perform(command, on: dialogue)
        } catch let error
            where error.kind == .refused && error.answer?.uppercased().contains("[TRYCREATE]") == true
        {
            do throws(IMAPFailure) {
                try perform("CREATE \(Self.name(folder))", on: dialogue)
            } catch let error where error.kind == .refused {
                // Somebody else may have made it by now; trying again tells.
            }
            try perform(command, on: dialogue)
        }
    }
}
