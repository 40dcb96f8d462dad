import CSodium
import Dispatch
import Localization
import Synchronization

/// Argon2id through libsodium: 19 MiB and two passes (OWASP's figures), on
/// threads of its own, two at a time, so that a flood of sign-ins can take
/// neither the memory nor the server's own threads.
enum Passwords {
    private static let operations: UInt64 = 2
    private static let memory = 19 * 1024 * 1024
    private static let queue = DispatchQueue(label: "passwords", attributes: .concurrent)
    private static let places = DispatchSemaphore(value: 2)
    private static let ready = sodium_init() >= 0

    /// - Throws: `Fault.invalid` when the password is too short or absurdly long.
    static func check(_ password: String) throws(Fault) {
        guard password.count >= 10 else { throw .invalid("A password needs at least 10 characters.") }
        guard password.utf8.count <= 1_024 else { throw .invalid("A password has at most 1,024 bytes.") }
    }

    static func hash(_ password: String) async -> String {
        await run { hashNow(password) }
    }

    /// Whether the password is the one behind the hash. Without a hash as
    /// much time is spent, so that nobody learns who has an account.
    static func verify(_ password: String, against hash: String?) async -> Bool {
        await run {
            guard ready, password.utf8.count <= 1_024 else { return false }
            let against = hash ?? absent
            let right = password.utf8CString.withUnsafeBufferPointer { typed in
                crypto_pwhash_str_verify(against, typed.baseAddress!, UInt64(typed.count - 1)) == 0
            }
            return right && hash != nil
        }
    }

    private static let absent = hashNow("nobody has this password")

    private static func hashNow(_ password: String) -> String {
        precondition(ready, "libsodium could not start")
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
        let outcome = password.utf8CString.withUnsafeBufferPointer { typed in
            crypto_pwhash_str_alg(
                &text, typed.baseAddress!, UInt64(typed.count - 1), operations, memory,
                crypto_pwhash_alg_argon2id13())
        }
        precondition(outcome == 0, "no memory for a password hash")
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func run<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            queue.async {
                places.wait()
                let value = work()
                places.signal()
                continuation.resume(returning: value)
            }
        }
    }
}
