internal import CCurl

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

extension Wire {
    /// The next line without its end.
    /// - Parameters:
    ///   - limit: the most bytes it may have.
    ///   - patience: how long the server may be silent; its usual time if `nil`.
    func line(limit: Int, patience: Duration? = nil) throws(WireFailure) -> [UInt8] {
        var searched = start
        while true {
            if let end = lineEnd(from: searched) {
                defer { start = end + 1 }
                let stop = end > start && buffer[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
                return Array(buffer[start..<stop])
            }
            let held = buffer.count - start
            guard held <= limit else { throw broken(.tooLong(settings.server)) }
            try fill(patience)
            searched = start + held
        }
    }

    private func lineEnd(from index: Int) -> Int? {
        buffer.withUnsafeBytes { all in
            guard let base = all.baseAddress, index < all.count,
                let found = memchr(base + index, Int32(UInt8(ascii: "\n")), all.count - index)
            else { return nil }
            return base.distance(to: UnsafeRawPointer(found))
        }
    }

    /// Exactly `count` bytes; of those beyond `keeping` only the number counts.
    func bytes(_ count: Int, keeping: Int = .max) throws(WireFailure) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(min(count, keeping, 64 << 20))
        var missing = count
        while missing > 0 {
            if start == buffer.count { try fill(nil) }
            let taken = min(missing, buffer.count - start)
            let kept = min(taken, max(0, keeping - result.count))
            result.append(contentsOf: buffer[start..<start + kept])
            start += taken
            missing -= taken
        }
        return result
    }

    /// What a server did without being asked.
    enum News { case nothing, said, closed }

    /// Looks without waiting whether the server has said something or is gone.
    ///
    /// Only reading tells: below TLS, bytes may have come that are no answer.
    func news() -> News {
        if start < buffer.count { return .said }
        switch receive() {
        case .some(true): return .said
        case .some(false): return .nothing
        case .none:
            isBroken = true
            return .closed
        }
    }

    /// Waits for the first of: news from the server, `patience` over, a byte
    /// to read at `interruption`.
    func news(within patience: Duration, interruption: Int32) -> News {
        let found = news()
        guard found == .nothing else { return found }
        var polled = [
            pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
            pollfd(fd: interruption, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&polled, 2, Int32(patience.milliseconds)) > 0, polled[0].revents != 0 else {
            return .nothing
        }
        return news()
    }

    private func fill(_ patience: Duration?) throws(WireFailure) {
        while true {
            guard let received = receive() else { throw broken(.lost(settings.server)) }
            if received { return }
            guard ready(for: POLLIN, within: patience ?? settings.answerTimeout) else {
                throw broken(.timedOut(settings.server))
            }
        }
    }

    /// Takes what has come, without waiting.
    /// - Returns: whether there was any; `nil` when the connection is gone.
    private func receive() -> Bool? {
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= 4 * Self.chunk)
            start = 0
        } else if start > Self.chunk {
            buffer.removeFirst(start)
            start = 0
        }
        var count = 0
        switch curl_easy_recv(handle, scratch.baseAddress, scratch.count, &count) {
        case CURLE_AGAIN: return false
        case CURLE_OK where count > 0:
            buffer.append(contentsOf: scratch[..<count])
            return true
        default: return nil
        }
    }
}
