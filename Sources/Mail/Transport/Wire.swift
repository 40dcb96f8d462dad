internal import CCurl

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A connection to a mail server that libcurl has made, encrypted and signed
/// in, and that is then written and read as bytes.
///
/// libcurl's own IMAP reads the text of a fetched message as if it were the
/// server's answer: a message with the line `A004 OK` ends its own transfer
/// early, so a stranger could make the rest unseen. Its SMTP does not say
/// whether the final dot was sent. So libcurl does what it does best (names,
/// TLS, STARTTLS, SASL) and stops (`CURLOPT_CONNECT_ONLY`); the commands
/// after that are ours.
///
/// Blocks the calling thread; not to be shared between threads.
final class Wire {
    let settings: WireSettings
    /// The lines the server said until it had let us in, without their ends.
    let greeting: [String]
    private let handle: UnsafeMutableRawPointer
    private let socket: Int32
    private var buffer: [UInt8] = []
    private var start = 0
    private var isBroken = false
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: Wire.chunk, alignment: 16)
    /// How much is asked of the system at once.
    private static let chunk = 65_536

    /// Connects and signs in.
    convenience init(_ settings: WireSettings) throws(WireFailure) {
        do throws(WireFailure) {
            try self.init(settings, offering: settings.usualMechanisms)
        } catch  where error.kind == .noMechanism {
            try self.init(settings, offering: nil)
        }
    }

    /// - Parameter mechanisms: the ways of signing in to try, as libcurl's
    ///   options; any that both sides know when `nil`.
    private init(_ settings: WireSettings, offering mechanisms: String?) throws(WireFailure) {
        self.settings = settings
        let url = try settings.url()
        Self.prepare()
        guard let handle = curl_easy_init() else {
            throw WireFailure(kind: .configuration, words: "libcurl could not be started.")
        }
        let log = GreetingLog()
        if let mechanisms { Self.set(handle, CURLOPT_LOGIN_OPTIONS, mechanisms) }
        let code = Self.connect(handle, to: url, settings, log: log)
        guard code == CURLE_OK else {
            curl_easy_cleanup(handle)
            throw WireFailure(code, detail: log.error, settings, answer: log.lines.last)
        }
        self.handle = handle
        greeting = log.lines
        socket = ensemble_curl_get_socket(handle)
    }

    deinit {
        // Without this libcurl would wait for a last word from the server.
        shutdown(socket, Int32(SHUT_RDWR))
        curl_easy_cleanup(handle)
        scratch.deallocate()
    }

    private static let started: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Global set-up, once, before the first handle.
    private static func prepare() { _ = started }
}

// MARK: - Connecting

/// What the server says while libcurl connects, bounded.
private final class GreetingLog {
    private(set) var lines: [String] = []
    var error = ""

    func add(_ bytes: UnsafeRawBufferPointer) {
        guard lines.count < 500, bytes.count < 16_384 else { return }
        lines.append(String(decoding: bytes, as: UTF8.self).trimmedLineEnd)
    }
}

extension Wire {
    private static func connect(
        _ handle: UnsafeMutableRawPointer, to url: String, _ settings: WireSettings, log: GreetingLog
    ) -> CURLcode {
        set(handle, CURLOPT_URL, url)
        set(handle, CURLOPT_CONNECT_ONLY, 1)
        // Threads and signals do not mix; the thread blocks SIGPIPE itself.
        set(handle, CURLOPT_NOSIGNAL, 1)
        set(handle, CURLOPT_TCP_KEEPALIVE, 1)
        set(handle, CURLOPT_PROXY, "")
        set(handle, CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeout.milliseconds)
        set(handle, CURLOPT_TIMEOUT_MS, settings.connectTimeout.milliseconds)
        protect(handle, settings)
        signIn(handle, settings)

        let error = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE) + 1)
        error.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE) + 1)
        defer { error.deallocate() }
        ensemble_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, error)
        ensemble_curl_set_pointer(handle, CURLOPT_HEADERDATA, Unmanaged.passUnretained(log).toOpaque())
        ensemble_curl_set_writer(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, log in
            guard let bytes, let log else { return 0 }
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            Unmanaged<GreetingLog>.fromOpaque(log).takeUnretainedValue().add(line)
            return size * count
        }
        let code = withExtendedLifetime(log) { curl_easy_perform(handle) }
        log.error = String(cString: error)
        if log.error.isEmpty, let text = curl_easy_strerror(code) { log.error = String(cString: text) }
        ensemble_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, nil)
        ensemble_curl_set_pointer(handle, CURLOPT_HEADERDATA, nil)
        ensemble_curl_set_writer(handle, CURLOPT_HEADERFUNCTION) { _, size, count, _ in size * count }
        return code
    }

    private static func protect(_ handle: UnsafeMutableRawPointer, _ settings: WireSettings) {
        let level =
            switch settings.security {
            case .none: CURLUSESSL_NONE
            case .startTLS(required: false): CURLUSESSL_TRY
            case .startTLS(required: true), .tls: CURLUSESSL_ALL
            }
        set(handle, CURLOPT_USE_SSL, Int(level.rawValue))
        set(handle, CURLOPT_SSL_VERIFYPEER, settings.verifyCertificate ? 1 : 0)
        set(handle, CURLOPT_SSL_VERIFYHOST, settings.verifyCertificate ? 2 : 0)
        if let caFile = settings.caFile { set(handle, CURLOPT_CAINFO, caFile) }
    }

    private static func signIn(_ handle: UnsafeMutableRawPointer, _ settings: WireSettings) {
        guard let user = settings.user, !user.isEmpty else { return }
        set(handle, CURLOPT_USERNAME, user)
        if let bearer = settings.bearer {
            set(handle, CURLOPT_XOAUTH2_BEARER, bearer)
        } else {
            set(handle, CURLOPT_PASSWORD, settings.password ?? "")
        }
    }

    private static func set(_ handle: UnsafeMutableRawPointer, _ option: CURLoption, _ value: Int) {
        ensemble_curl_set_long(handle, option, value)
    }

    private static func set(_ handle: UnsafeMutableRawPointer, _ option: CURLoption, _ value: String) {
        // libcurl keeps its own copy of a string.
        ensemble_curl_set_string(handle, option, value)
    }
}

// MARK: - Writing

extension Wire {
    func write(_ text: String) throws(WireFailure) { try write(Array(text.utf8)) }

    /// Sends all of it.
    /// - Throws: `lost`, or `timedOut` when the server takes nothing for as
    ///   long as it may be silent.
    func write(_ bytes: [UInt8]) throws(WireFailure) {
        var sent = 0
        while sent < bytes.count {
            var count = 0
            let code = bytes[sent...].withUnsafeBytes { rest in
                curl_easy_send(handle, rest.baseAddress, rest.count, &count)
            }
            sent += count
            guard code == CURLE_OK || code == CURLE_AGAIN else { throw broken(.lost(settings.server)) }
            guard count > 0 || ready(for: POLLOUT, within: settings.answerTimeout) else {
                throw broken(.timedOut(settings.server))
            }
        }
    }
}

// MARK: - Reading

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

    private func ready(for event: some BinaryInteger, within patience: Duration) -> Bool {
        var polled = pollfd(fd: socket, events: Int16(event), revents: 0)
        while true {
            let count = poll(&polled, 1, Int32(patience.milliseconds))
            if count < 0 && errno == EINTR { continue }
            return count > 0
        }
    }

    private func broken(_ failure: WireFailure) -> WireFailure {
        isBroken = true
        return failure
    }

    /// Whether the connection can still be used, as far as is known.
    var isUsable: Bool { !isBroken }

    /// Says that both sides no longer agree where they are.
    func giveUp() { isBroken = true }
}

extension String {
    /// Without a line end and the spaces before it.
    var trimmedLineEnd: String {
        var text = self[...]
        while let last = text.unicodeScalars.last, last == "\r" || last == "\n" || last == " " {
            text.unicodeScalars.removeLast()
        }
        return String(text)
    }
}
