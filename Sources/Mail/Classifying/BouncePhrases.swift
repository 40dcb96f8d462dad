/// What mail servers say when they refuse, by reason.
///
/// The order matters: the first reason with a phrase in the text wins, so
/// the particular stands before the general. All in lower case.
enum BouncePhrases {
    /// The reason that a server's words give, if they give one.
    static func reason(in text: String) -> Bounce.Reason? {
        all.first(in: Array(text.utf8)[...]).map { reasons[$0] }
    }

    private static let all = PhraseSet(table.flatMap(\.1))
    private static let reasons = table.flatMap { row in row.1.map { _ in row.0 } }

    private static let table: [(Bounce.Reason, [String])] = [
        // Words that hold whatever else is said beside them.
        (.networkerror, ["host not found, try again", "dns query failed", "establish an smtp connection"]),
        (.rejected, ["groups.google.com", "googlegroups.com/support"]),
        (.rejected, ["sender address rejected", "domain of sender address", "sender domain not found"]),
        (.contenterror, ["duplicate header", "headers too large"]),
        (.requireptr, ["unverifyable sending ip", "unverifiable sending ip"]),
        (.userunknown, ["this user doesn't have a", "destinataire invalide", "user unknown in "]),
        (
            .systemerror,
            [
                "unable to contact ldap", "other mail system problem: ldap", "service refused, please try",
            ]
        ),
        (
            .mailboxfull,
            [
                "mailbox full", "mailbox is full", "mailbox for user is full", "mail box full",
                "mail box is full", "inbox is full", "mailfolder is full", "folder is full",
                "account is full", "user's mailbox is full", "as their mailbox is full", "over quota",
                "overquota", "over the quota", "over its quota", "over disk quota", "quota exceeded",
                "exceeded quota", "exceeds quota", "exceed the quota", "exceeded storage", "exceeds storage",
                "storage quota", "exceeded email quota", "exceeded his/her quota", "exceeded its quota",
                "exceeding its mailbox quota", "mailbox size limit", "mailbox limit", "mailbox exceed",
                "mailbox has exceeded", "mailbox quota", "quota full", "quota violation", "disk quota",
                "maildir over quota", "maildir delivery failed: quota", "out of storage",
                "not enough storage", "insufficient disk quota", "exhausted allowed storage",
                "used up its storage", "storage full", "quotaexceeded", "exceeded the space limit",
                "too many messages in the mailbox", "exceeded the local limit", "reached its limit",
                "reached quota", "no space left in mailbox", "message would exceed quota", "boîte pleine",
                "boite du destinataire pleine", "postfach voll", "postfach ist voll", "buzón lleno",
                "casella piena", "maximum allowed size is reached", "temporarily over quota",
                "user is overquota", "mailbox_full", "mbox size", "would exceed mailbox",
            ]
        ),
        (
            .virusdetected,
            [
                "virus detected", "virus found", "infected with", "contains a virus", "contained a virus",
                "message was infected", "a virus was", "carrying a virus", "contains malware",
                "malware detected", "virus-infected", "is infected", "message contained unsafe content",
                "this message contains virus", "probable virus", "has been identified as a virus",
                "dangerous extension", "executable files are not allowed", "potentially executable",
                "attachment blocked", "banned file", "banned content", "antivirus", "virus discovered",
                "message rejected due to security policies", "email rejected due to security policies",
                "your message was infected",
            ]
        ),
        (
            .authfailure,
            [
                "dmarc", "spf check", "spf fail", "spf record", "spf validation", "spf: fail", "failed spf",
                "fails spf", "does not pass spf", "spf hard", "(spf)", "sender policy framework",
                "http://spf.pobox.com", "openspf", "dkim", "domainkeys", "authentication checks failed",
                "unauthenticated email", "does not have authentication information",
                "email is unauthenticated", "authentication-results", "not pass authentication",
                "doesn't meet the authentication", "sender id check", "permerror", "arc validation",
            ]
        ),
        (
            .requireptr,
            [
                "reverse dns", "rdns", "ptr record", "no ptr", "missing ptr", "without ptr", "valid ptr",
                "your ptr", "ptr lookup", "reverse lookup", "ip name lookup failed",
                "cannot find your hostname", "cannot find your reverse hostname",
                "cannot resolve your address", "unresolvable relay host", "unresolvable hostname",
                "hostname is not resolvable", "fix reverse", "dns name not found for",
                "not resolve to a host", "mismatches client ip", "forged hostname", "name lookup failed",
                "invalid hostname in helo", "generic hostname", "dynamic hostname",
                "forbidden by invalid rdns", "does not resolve to", "client host rejected: cannot find",
                "fcrdns", "forward confirmed", "inverse dns", "no host name", "has no reverse",
                "doesn't have a reverse", "lookup your hostname", "lack of valid hostname",
                "ip address sending this message does not have a", "the sending server ip is missing",
                "server access mta", "unable to verify sender ip", "domain name not in dns",
                "must have a reverse", "ipv4 reverse", "your network is temporary blacklisted: no",
            ]
        ),
        (
            .norelaying,
            [
                "relay access denied", "relaying denied", "relay denied", "relay not permitted",
                "relaying not permitted", "not permitted to relay", "relaying is not", "relaying prohibited",
                "relay prohibited", "relay not allowed", "relaying not allowed", "no relaying",
                "not an open relay", "unable to relay", "cannot relay", "can't relay", "we do not relay",
                "won't relay", "not allowed to relay", "insecure mail relay", "relay operation",
                "mail relay denied", "relaying mail to", "relaying to",
                "that domain isn't in my list of allowed rcpthosts", "this system is not configured to relay",
                "not relay", "mail server requires authentication when attempting to send to a non-local",
                "as a relay, but i have not been", "email address is not verified",
                "send to a non-local e-mail address", "relaying temporarily denied", "no relay",
            ]
        ),
        (
            .notcompliantrfc,
            [
                "rfc 5322 compliant", "rfc 2822 compliant", "rfc5322", "not rfc compliant", "rfc 2822",
                "rfc2822", "non-rfc", "multiple subject", "missing header", "is missing required header",
                "duplicate header fields", "improper use of 8-bit", "bare lf", "bare cr",
                "rfc message non compliant", "contains bare", "lines longer than", "line length exceed",
                "line too long", "invalid bare", "not compliant with", "without a message-id",
                "messages must have a valid",
            ]
        ),
        (
            .hasmoved,
            [
                "has moved", "have moved", "has been replaced by", "no longer on server",
                "no forwarding address", "mailbox moved", "address has changed", "address changed",
                "new e-mail address", "new email address", "not our customer", "not our user",
                "user has moved", "left the company", "no longer works",
            ]
        ),
        (
            .suspend,
            [
                "mailbox is frozen", "mailbox frozen", "account is frozen", "temporary locked",
                "temporarily locked", "account locked", "mailbox locked", "user locked", "account suspended",
                "account has been suspended", "is suspended", "been suspended", "mailbox suspended",
                "service suspended", "suspend the service", "disabled recipient", "recipient disabled",
                "mailbox disabled", "mailbox is disabled", "account disabled", "account is disabled",
                "account has been disabled", "has been disabled", "is currently disabled", "user disabled",
                "user is disabled", "email account that you tried to reach is disabled",
                "email address is disabled", "account inactive", "is inactive", "has been inactive",
                "inactive user", "inactive account", "inactive mailbox", "mailbox inactive", "deactivated",
                "account expired", "account has expired", "discontinued", "not currently accepting mail",
                "unpaid", "domain is suspended", "user suspended", "mailbox currently suspended",
                "mailbox unavailable or access denied", "temporarily disabled", "temporarily deactivated",
                "boîte suspendue", "account that you tried to reach is inactive", "dsn5.7.1 restricted",
                "recipient has been disabled", "closed account", "has closed", "terminated", "shut down",
                "out of service", "no longer active", "locked user",
            ]
        ),
        (
            .exceedlimit,
            [
                "message length exceeds", "exceeds fixed maximum message size",
                "exceeds administrative limit", "exceeds maximum message size", "message size exceeds fixed",
                "message header size", "over size limit", "exceeds size limit set by recipient",
            ]
        ),
        (
            .mesgtoobig,
            [
                "message too large", "message too big", "message is too large", "message is too big",
                "message larger than", "message size exceeds", "message size is too", "size of message",
                "message exceeds", "exceeded message size", "exceeds the size", "exceeds maximum size",
                "maximum message size", "max message size", "recipsizelimit", "sizelimit", "mail too large",
                "mail is too large", "mail size", "too large message", "too big for system",
                "larger than the current system limit", "message file too big", "data size exceeded",
                "messages larger than", "nachricht zu groß", "message trop", "body too large",
                "attachment too large", "exceeds server limit", "line limit exceeded", "too much mail data",
                "message_too_big",
            ]
        ),
        (
            .spamdetected,
            [
                "spam detected", "detected as spam", "identified as spam", "classified as spam",
                "considered spam", "considered as spam", "looks like spam", "appears to be spam",
                "likely spam", "suspected spam", "probable spam", "possible spam", "spam message",
                "spam mail", "message is spam", "is spam", "spam content", "spam score", "spam filter",
                "spam rejected", "spam reject", "spam refused", "as spam", "to be spam", "rejected as spam",
                "high spam", "spamassassin", "bulk mail", "unsolicited", "message content rejected",
                "content rejected", "content filter rejection", "mail rejete", "blacklisted url",
                "url blacklist", "uribl", "surbl", "greylisted by spam", "high probability of spam",
                "spam or", "rejected by content scanner", "junk mail", "phish", "spamsignature",
                "reject spam", "spammy", "bulkmail", ", ube,", " ube ", "(ube)",
            ]
        ),
        (
            .notaccept,
            [
                "does not accept mail", "doesn't accept mail", "does not accept email",
                "not accepting network messages", "system not accepting", "null mx", "nullmx",
                "no smtp service", "indicated no smtp", "no mx found", "no mx record", "no mx host",
                "mail exchanger or ip address", "couldn't find a mail exchanger",
                "could not find a mail exchanger", "does not receive mail", "accepts no mail",
                "no mail is accepted", "mail receiving disabled", "host/domain does not accept",
                "domain does not accept", "smtp protocol returned a permanent error", "smtp is not supported",
                "does not run a mail server", "has no mail exchanger", "domain has no mail", "no valid mx",
                "no mail server",
            ]
        ),
        (
            .hostunknown,
            [
                "host unknown", "unknown host", "host not found", "host name not found", "hostname not found",
                "no such host", "no such domain", "domain not found", "domain does not exist",
                "unknown domain", "domain unknown", "domain name not found", "domain not exist", "nxdomain",
                "invalid domain", "illegal host", "bad destination system", "bad destination host",
                "couldn't find any host", "could not find any host", "could not find host",
                "name or service not known", "unrouteable", "unroutable", "non-existent host",
                "nonexistent domain", "non-existent domain", "no matches to nameserver query",
                "domain must exist", "all host address lookups failed",
                "all relevant mx records point to non-existent",
                "mail domain mentioned in email address is unknown",
                "host or domain name not found", "unrecognized domain", "domain is not valid",
                "no host found", "address family not supported by protocol", "remote host is unknown",
                "destination server not found", "domäne nicht gefunden", "domain name is not",
            ]
        ),
        (
            .toomanyconn,
            [
                "too many connections", "too many concurrent", "too many recipients", "too many rcpt",
                "too many simultaneous", "concurrent connections", "connection frequency",
                "frequency limited", "connection limit", "connection rate", "rate limit", "ratelimit",
                "rate control", "message rate", "sending rate", "receiving mail at a rate", "sending limit",
                "mail limit exceeded", "maximum number of", "too many messages", "too many mails",
                "too many sessions", "too many errors", "too fast", "throttl", "slow down",
                "exceeded the rate", "exceeded the maximum", "aup#in-1310", "unusual rate", "excessive rate",
                "daily limit", "hourly limit", "too much mail", "try again later, too", "exceeds limit on",
            ]
        ),
        (
            .rejected,
            [
                "sender address rejected", "sender rejected", "sender was rejected", "sender denied",
                "sender refused", "sender is not", "invalid sender", "bad sender", "unknown sender",
                "domain of sender", "sender domain", "sender verify failed", "sender verification",
                "sender address verification", "could not verify sender", "unable to verify sender",
                "verify sender", "sender address", "not authorized to send", "not allowed to send",
                "not permitted to send", "may not have permission", "not have permission to post",
                "you don't have permission", "do not have permission", "not accept mail from",
                "mail from rejected", "mail from address", "envelope sender",
                "your access to this mail system", "backscatter", "we don't accept mail from",
                "user complaints", "return address", "empty envelope senders", "closed mailing list",
                "only members", "by non-members", "the group you tried to contact", "address is denied",
                "fix your dns", "server has been denied", "address has been rejected",
                "host is not allowed to", "your email address has been blacklisted", "you are not allowed to",
            ]
        ),
        (
            .blocked,
            [
                "blacklist", "black list", "block list", "blocklist", "blocked using", "ip blocked",
                "been blocked", "blocked for", "blocked by", "blocked -", "temporarily blocked",
                "block your ip", "your ip", "spamhaus", "spamcop", "barracudacentral", "dnsbl", "rbl",
                "sorbs", "client host rejected", "client host blocked", "client host", "banned sending ip",
                "banned ip", "bad reputation", "poor reputation", "low reputation", "reputation",
                "not accepting connections", "connection refused by", "connection dropped",
                "connection rejected", "connections from your", "refused your connection", "host refused",
                "host blocked", "invalid ip", "may not be mail exchanger", "dynamic ip", "dialup", "dial-up",
                "residential", "smtp server of your isp", "use your isp", "use the smtp server of",
                "mail from your ip", "too many spams", "no access from mail server",
                "connection not accepted", "ip address source", "adresse ip", "senderbase", "access from ip",
                "unfortunately, messages from", "email blocked", "mail blocked", "is on a block",
                "service not available for", "cbl.", "network has been", "server ip", "hosts are not allowed",
                "not allow your ip", "go away", "rejecting for", "domain blocked", "domain is blocked",
                "closed because", "not rfc-ignorant",
            ]
        ),
        (
            .policyviolation,
            [
                "policy reasons", "policy violation", "policy rejection", "policy restriction",
                "policy reject", "local policy", "security policy", "message policy", "email policy",
                "against policy", "for policy", "due to policy", "administrative policy",
                "protocol violation", "network not allowed", "message not allowed", "not accepted due to",
                "denied by policy", "message rejected by policy", "you have exceeded the allowable",
                "we have policies", "rejected by policy", "closed due to policy", "prohibited content",
                "delivery not authorized", "message bounced due to organizational settings",
                "attachment type", "attachment name", "not allowed to be sent", "because of policy",
                "content policy", "email not accepted", "restricted content", "mail not accepted",
                "message not accepted for",
            ]
        ),
        (
            .failedstarttls,
            [
                "starttls", "tls required", "tls handshake", "must issue a starttls", "tls negotiation",
                "encryption required", "tls is required", "certificate",
            ]
        ),
        (
            .securityerror,
            [
                "authentication required", "authrequired", "authentication failed", "authentication failure",
                "unauthenticated senders", "authentication turned on", "insecure",
                "account not subscribed to ses", "verification failure", "encryption",
                "message rejected for security", "security features", "local user does not allow",
                "cryptographic failure", "sorry, that domain isn't", "sorry, your don't authenticate",
                "unauthorized", "not authenticated", "must authenticate", "requires authentication",
                "authentication credentials", "unverified address", "account does not allow",
            ]
        ),
        (
            .contenterror,
            [
                "content error", "media error", "header error", "headers too large", "duplicate header",
                "invalid header", "malformed header", "malformed message", "improper message", "mime error",
                "invalid mime", "bad message", "message filtered. refer", "too many mime", "body contains",
                "8bitmime", "illegal attachment", "header size exceeds", "content not supported",
                "header contains", "invalid content", "cannot handle",
                "message that you sent is in an invalid format", "we do not accept mail with",
            ]
        ),
        (
            .userunknown,
            [
                "user unknown", "unknown user", "user_unknown", "user not known", "no such user",
                "user not found", "user doesn't exist", "user does not exist", "user not exist",
                "user invalid", "invalid user", "unknown or illegal user", "unknown or illegal alias",
                "user unkown", "no such person", "no such address", "no such recipient", "no such mailbox",
                "no such account", "no such local user", "no such id", "recipient unknown",
                "unknown recipient", "recipient not found", "recipientnotfound", "recipnotfound",
                "recipient does not exist", "recipient doesn't exist", "recipient name is not recognized",
                "recipient not recognized", "invalid recipient", "recipient invalid", "recipient is not",
                "recipient was not found", "recipient no longer", "recipient address does not exist",
                "recipient address is not", "bad recipient", "non-existent recipient",
                "all recipient addresses rejected", "mailbox not found", "mailbox does not exist",
                "mailbox doesn't exist", "mailbox unknown", "unknown mailbox", "mailbox not available",
                "mailbox is unavailable", "mailbox unavailable", "mailbox not exist", "invalid mailbox",
                "no mailbox", "mailbox name not allowed", "mailbox is not available", "unknown address",
                "address unknown", "address not found", "address does not exist", "address doesn't exist",
                "address couldn't be found", "address could not be found",
                "address you entered couldn't be found", "email address you entered", "invalid address",
                "address is invalid", "address invalid", "address not recognized", "bad address",
                "bad destination mailbox", "bad destination email", "not a valid address",
                "undeliverable address", "unknown local part", "unknown local-part", "unknown account",
                "account does not exist", "account doesn't exist", "account not found", "account unknown",
                "account is unavailable", "account not available", "invalid account",
                "account that you tried to reach does not exist", "no account", "doesn't have a ",
                "does not have a ", "this user doesn't", "not listed in", "not a known user",
                "is not a valid user", "not a valid mailbox", "isn't a valid", "there is no user",
                "there is no such", "there is no one", "not known here", "not known at", "doesn't exist",
                "does not exist", "does not exist here", "unknown extension", "unknown virtual", "nosuchuser",
                "ldap error 32", "not found in directory", "not in directory", "not a local", "not our local",
                "no one by that name", "here by that name", "delivery to this user", "not listed",
                "resolver.adr", "adr.recipnotfound", "adr.exrecipnotfound", "adresse destinataire invalide",
                "destinataire invalide", "adresse d au moins", "unbekannter empfänger", "empfänger unbekannt",
                "benutzer unbekannt", "utilisateur inconnu", "usuario desconocido", "utente sconosciuto",
                "пользователь не найден", "user unknown in", "badrcptto",
                "destination addresses were unknown", "delivery error: dd", "wurde nicht gefunden",
                "user is terminated", "user not local", "cannot find user", "illegal user",
                "incorrectly addressed", "addressee unknown", "addresse unknown", "name not found",
                "not on this server", "not a user", "invalid local", "が見つかりません", "見つかりません", "ディレクトリには見つかりません",
                "存在しません",
            ]
        ),
        (
            .filtered,
            [
                "message filtered", "has been filtered", "was filtered", "rejected by the domain filter",
                "was rejected by a remote mail server", "recipient is only accepting mail from specific",
                "because the recipient is not accepting mail", "not accepting mail with", "user reject",
                "refused by the recipient", "recipient refuse", "refuse to receive", "was refused by",
                "blocked by recipient", "you have been blocked by", "user has blocked", "user rejected",
                "permanent failure for one or more recipients", "resolver.rst.notauthorized",
                "not authorized to send email to", "this account is protected",
                "not currently accepting messages", "has extra restrictions", "due to extended inactivity",
                "is restricted", "refused the message", "bounced by administrator",
                "recipient has turned off", "not accepting messages", "not accepting mail",
            ]
        ),
        (
            .networkerror,
            [
                "too many hops", "hop count exceeded", "maximum hop count", "mail loop", "routing loop",
                "loop detected", "forwarding loop", "message looping", "loops back to myself",
                "network error", "network is unreachable", "no route to host", "host is unreachable",
                "host unreachable", "lost connection", "connection reset", "connection closed", "broken pipe",
                "connection refused", "name service error", "dns query failed", "dns lookup", "dns error",
                "dns failure", "dns records", "malformed name server", "establish an smtp connection",
                "smtp connection", "unable to resolve route", "could not find a gateway", "conversation with",
                "while performing the helo", "no connection",
            ]
        ),
        (
            .expired,
            [
                "message expired", "delivery expired", "delivery time expired", "envelope expired",
                "queue.expired", "retry timeout exceeded", "retry time not reached", "message timed out",
                "could not be delivered for", "in the queue too long", "been in the queue", "queue too long",
                "too long in queue", "undeliverable for", "unable to deliver in",
                "unable to deliver this message after", "unable to deliver message after",
                "connection timed out", "operation timed out", "timed out", "timeout", "time out",
                "did not respond", "not responding", "no response from", "not reachable",
                "host not reachable", "unreachable for", "not delivered within",
                "could not be delivered within", "delivery failed 20 attempts", "will be retried",
                "has been delayed", "delivery delayed", "have been failing for a long time",
                "did not accept our requests to connect", "unable to connect successfully",
                "could not connect", "couldn't connect", "cannot connect", "failed to connect",
                "unable to connect", "delivery attempts will continue", "not collected", "maximum retry",
                "retries exhausted", "too many failed attempts",
            ]
        ),
        (
            .systemfull,
            [
                "mail system full", "insufficient system storage", "no space left", "system storage",
                "disk full", "out of disk space", "not enough space", "insufficient disk space",
                "requested mail action aborted: exceeded",
            ]
        ),
        (
            .systemerror,
            [
                "system error", "internal error", "internal server error", "internal software error",
                "system config error", "configuration error", "config error", "local configuration error",
                "misconfigured", "local error", "server failure", "system failure", "temporary local problem",
                "unable to contact ldap", "ldap server", "could not load drd",
                "service currently unavailable", "service unavailable", "temporarily unavailable",
                "cannot open", "can't create", "can't open", "i/o error", "out of memory",
                "unexpected failure", "other mail system problem", "message rejected because of server",
                "unable to write", "could not store", "processing error", "requested action aborted",
                "unable to accept message",
            ]
        ),
        (
            .mailererror,
            [
                "pipe to", "procmail", "maildrop", "exit status", "exited with", "command failed",
                "command died", "child status", "died with signal", "local mailer", "returned error",
                "program failed", "non-zero exit",
            ]
        ),
        (
            .syntaxerror,
            [
                "syntax error", "command unrecognized", "unrecognized command", "bad sequence",
                "command not recognized", "command not implemented", "invalid command", "not supported",
                "address syntax",
            ]
        ),
        (.suppressed, ["suppression list", "suppressed address", "global suppression"]),
        // Words that say little: believed only when nothing else is said.
        (
            .userunknown,
            [
                "recipient address rejected", "recipient rejected", "address rejected", "does not exist on",
                "no existe", "n'existe pas",
            ]
        ),
        (.rejected, ["access denied", "not authorized", "permission denied"]),
        (.blocked, ["blocked", "denied by"]),
    ]
}
