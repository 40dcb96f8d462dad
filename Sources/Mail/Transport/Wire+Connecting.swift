internal import CCurl

/// What the server says while libcurl connects, bounded.
final class GreetingLog {
    private(set) var lines: [String] = []
    var error = ""

    func add(_ bytes: UnsafeRawBufferPointer) {
        guard lines.count < 500, bytes.count < 16_384 else { return }
        lines.append(String(decoding: bytes, as: UTF8.self).trimmedLineEnd)
    }
}

extension Wire {
    /// Has libcurl connect, encrypt and sign in, and stop there.
    static func connect(
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

    static func set(_ handle: UnsafeMutableRawPointer, _ option: CURLoption, _ value: String) {
        // libcurl keeps its own copy of a string.
        ensemble_curl_set_string(handle, option, value)
    }
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
