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
    let handle: UnsafeMutableRawPointer
    let socket: Int32
    /// What has been read of the connection; from `start` on not yet used.
    var buffer: [UInt8] = []
    var start = 0
    var isBroken = false
    let scratch: UnsafeMutableRawBufferPointer
    /// How much is asked of the system at once.
    static let chunk = 65_536

    /// Connects and signs in.
    convenience init(_ settings: WireSettings) throws(WireFailure) {
        do throws(WireFailure) {
            try self.init(settings, offering: settings.usualMechanisms)
        } catch let error where error.kind == .noMechanism {
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
        // Last, as an initialiser that throws runs no deinit.
        scratch = .allocate(byteCount: Self.chunk, alignment: 16)
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

    /// Waits until the socket can be read or written.
    func ready(for event: some BinaryInteger, within patience: Duration) -> Bool {
        var polled = pollfd(fd: socket, events: Int16(event), revents: 0)
        while true {
            let count = poll(&polled, 1, Int32(patience.milliseconds))
            if count < 0 && errno == EINTR { continue }
            return count > 0
        }
    }

    /// Whether the connection can still be used, as far as is known.
    var isUsable: Bool { !isBroken }

    /// Says that both sides no longer agree where they are.
    func giveUp() { isBroken = true }

    /// The failure, after which the connection is of no more use.
    func broken(_ failure: WireFailure) -> WireFailure {
        isBroken = true
        return failure
    }
}
