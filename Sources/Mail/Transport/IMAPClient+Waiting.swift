extension IMAPClient {
    /// Waits until something arrives in the open folder.
    ///
    /// Ends early, with `false`, when the task is cancelled. Servers that
    /// cannot tell by themselves are asked once, when the time is over.
    /// - Parameter patience: the longest to wait. Servers close a connection
    ///   that has been silent for 30 minutes; stay below 29.
    /// - Returns: whether opening the folder again is worth it.
    /// - Throws: `IMAPFailure`.
    ///
    /// Source: RFC 2177.
    public func waitForMail(_ patience: Duration) async throws(IMAPFailure) -> Bool {
        let outcome: Result<Bool, IMAPFailure> = await withTaskCancellationHandler {
            do throws(IMAPFailure) { return .success(try wait(patience)) } catch { return .failure(error) }
        } onCancel: {
            interruption.interrupt()
        }
        return try outcome.get()
    }

    private func wait(_ patience: Duration) throws(IMAPFailure) -> Bool {
        let dialogue = try opened()
        interruption.clear()
        guard !Task.isCancelled else { return false }
        guard dialogue.capabilities.contains("IDLE") else {
            _ = dialogue.wire.news(within: patience, interruption: interruption.descriptor)
            return try hasArrived { each throws(IMAPFailure) in try perform("NOOP", on: dialogue, each: each)
            }
        }
        return try idle(patience, on: dialogue)
    }

    private func idle(_ patience: Duration, on dialogue: IMAPDialogue) throws(IMAPFailure) -> Bool {
        let tag = dialogue.nextTag()
        var hasNews = false
        do throws(IMAPFailure) {
            try write("\(tag) IDLE\r\n", to: dialogue)
            let end = ContinuousClock.now + patience
            while !hasNews, !Task.isCancelled {
                let left = end - .now
                guard left > .zero else { break }
                switch dialogue.wire.news(within: left, interruption: interruption.descriptor) {
                case .nothing:
                    // Perhaps another task was cancelled that waits for its turn.
                    interruption.clear()
                case .closed: throw IMAPFailure(.lost(dialogue.wire.settings.server))
                case .said:
                    let response = try dialogue.response(keeping: 0)
                    if case .status(nil, .bye, _, let text) = response {
                        throw IMAPFailure(
                            kind: .unreachable, words: "\(server.host) closed the connection: “\(text)”.",
                            answer: text)
                    }
                    if case .status(tag, _, _, _) = response { return false }
                    hasNews = Self.isArrival(response)
                }
            }
            try write("DONE\r\n", to: dialogue)
            return try hasArrived { each throws(IMAPFailure) in try dialogue.finish(tag, each: each) }
                || hasNews
        } catch {
            if error.kind != .refused { forget() }
            throw error
        }
    }

    private func write(_ text: String, to dialogue: IMAPDialogue) throws(IMAPFailure) {
        do { try dialogue.wire.write(text) } catch { throw IMAPFailure(error) }
    }

    private func hasArrived(
        _ run: ((IMAPResponse) throws(IMAPFailure) -> Void) throws(IMAPFailure) -> Void
    ) throws(IMAPFailure) -> Bool {
        var found = false
        try run { response in if Self.isArrival(response) { found = true } }
        return found
    }

    private static func isArrival(_ response: IMAPResponse) -> Bool {
        if case .data(_?, let name, _) = response { return name == "EXISTS" || name == "RECENT" }
        return false
    }
}
