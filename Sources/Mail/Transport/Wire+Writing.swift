internal import CCurl

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

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
