internal import CCurl

/// Why a connection to a mail server could not be made or was lost.
struct WireFailure: Error, Equatable {
    enum Kind: Equatable {
        case unknownHost, refused, timedOut, lost, untrusted, wrongHost, noEncryption, notTLS
        case signIn, noMechanism, malformed, tooLong, configuration
    }

    let kind: Kind
    /// One sentence for a person, without the server's own words.
    let words: String
    /// The last line that the server said, where that explains it.
    var answer: String?
}

extension WireFailure {
    static func lost(_ server: String) -> Self {
        Self(kind: .lost, words: "The connection to \(server) was lost.")
    }

    static func timedOut(_ server: String) -> Self {
        Self(kind: .timedOut, words: "\(server) did not answer in time.")
    }

    static func tooLong(_ server: String) -> Self {
        Self(kind: .tooLong, words: "\(server) answered with more than can be taken.")
    }

    static func malformed(_ server: String) -> Self {
        Self(kind: .malformed, words: "\(server) answered with something that its protocol does not know.")
    }

    /// What libcurl's code means, in words.
    /// - Parameters:
    ///   - detail: libcurl's own text; English, kept for what has no words here.
    ///   - answer: the server's last line.
    init(_ code: CURLcode, detail: String, _ settings: WireSettings, answer: String?) {
        self.answer = answer
        if code == CURLE_LOGIN_DENIED || code == CURLE_AUTH_ERROR, answer.map(settings.isRefusal) != true {
            kind = .noMechanism
            words = "\(settings.server) offers no way to sign in that is known here."
        } else {
            (kind, words) = Self.reading(code, detail: detail, server: settings.server)
        }
    }

    private static func reading(_ code: CURLcode, detail: String, server: String) -> (Kind, String) {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return (.unknownHost, "There is no server called \(server), or its name cannot be looked up now.")
        case CURLE_COULDNT_CONNECT:
            return (.refused, "\(server) refused the connection; check the host, the port and any firewall.")
        case CURLE_OPERATION_TIMEDOUT, CURLE_FTP_ACCEPT_TIMEOUT:
            return (.timedOut, "\(server) did not answer in time.")
        case CURLE_PEER_FAILED_VERIFICATION:
            return certificate(detail, server: server)
        case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CRL_BADFILE:
            return (.configuration, "The file of trusted certificates cannot be read.")
        case CURLE_USE_SSL_FAILED:
            return (.noEncryption, "\(server) does not offer encryption (STARTTLS), which is required.")
        case CURLE_SSL_CONNECT_ERROR:
            return (.notTLS, "\(server) does not speak TLS on this port; try STARTTLS, or another port.")
        case CURLE_LOGIN_DENIED:
            return (.signIn, "\(server) refused the user name or password.")
        case CURLE_WEIRD_SERVER_REPLY:
            return (.malformed, "What answers at \(server) is no server of this kind.")
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING:
            return (.lost, "The connection to \(server) was lost.")
        default:
            return (.lost, "The connection to \(server) failed: \(detail).")
        }
    }

    private static func certificate(_ detail: String, server: String) -> (Kind, String) {
        if detail.contains("subject name") || detail.contains("match") {
            return (.wrongHost, "The certificate of \(server) is for another name.")
        }
        if detail.contains("expired") {
            return (.untrusted, "The certificate of \(server) has expired.")
        }
        return (
            .untrusted, "The certificate of \(server) was not signed by an authority that is trusted here."
        )
    }
}
