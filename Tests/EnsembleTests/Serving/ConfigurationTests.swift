import Foundation
import Testing

@testable import Ensemble

struct ConfigurationTests {
    private func problem(
        file: String? = nil, environment: [String: String] = [:], flags: [String: String] = [:]
    ) -> String? {
        do {
            _ = try Configuration.read(file: file, environment: environment, flags: flags)
            return nil
        } catch { return error.message }
    }

    @Test func `a flag goes before the environment, that before the file, that before the default`() throws {
        let file = """
            # The clinic's.
            host = file.test
            port = 1
            log-level = debug

            base-url = https://desk.clinic.test/
            """
        let environment = ["ENSEMBLE_HOST": "environment.test", "ENSEMBLE_PORT": "2", "HOME": "/root"]
        let read = try Configuration.read(file: file, environment: environment, flags: ["host": "flag.test"])
        #expect(read.host == "flag.test")
        #expect(read.port == 2)
        #expect(read.logLevel == "debug")
        #expect(read.baseURL == "https://desk.clinic.test")
        #expect(read.isSecure)
        #expect(read.pollInterval == .seconds(30))
        let bare = try Configuration.read(file: nil, environment: [:], flags: [:])
        #expect(bare.host == "127.0.0.1" && bare.port == 8080 && !bare.developerPages)
    }

    @Test(arguments: [
        ("port", "65536", "a number from 0 to 65535"), ("port", "eighty", "a number from 0 to 65535"),
        ("base-url", "desk.clinic.test", "an address such as"), ("base-url", "ftp://x.test", "an address"),
        ("smtp", "http://user:hunter2@mail.test", "smtp://user:password@mail.example.com:587"),
        ("smtp", "smtp://user:hunter2@", "an address such as"),
        ("developer-pages", "perhaps", "yes or no"), ("log-level", "loud", "trace, debug, info"),
        ("poll-interval", "99999", "a number from 1 to 86400"),
        ("trusted-proxies", "127.0.0.1, proxy.test", "an address in numbers"),
        ("trusted-proxies", "10.0.0.256", "an address in numbers"),
        ("stripe-api", "paypal", "an address such as"),
    ])
    func `a wrong value is told by its name, its place and what is wanted, and not quoted`(
        name: String, value: String, words: String
    ) throws {
        let key = try #require(Configuration.keys.first { $0.name == name })
        let told = [
            (problem(file: "\n\(name) = \(value)"), "line 2 of the configuration file"),
            (problem(environment: [key.variable: value]), "the environment variable \(key.variable)"),
            (problem(flags: [name: value]), "the flag --\(name)"),
        ]
        for (sentence, place) in told {
            let sentence = try #require(sentence)
            #expect(
                sentence.contains("The value of \(name) in \(place) is wrong.") && sentence.contains(words))
            #expect(!sentence.contains(value) && !sentence.contains("hunter2"))
        }
    }

    @Test func `a name that nobody knows is refused`() {
        #expect(problem(file: "porte = 80")?.contains("“porte”, which Ensemble does not know") == true)
        #expect(problem(file: "port 80")?.contains("Line 1") == true)
        #expect(problem(environment: ["ENSEMBLE_PORTE": "80"])?.contains("ENSEMBLE_PORTE") == true)
        #expect(problem(environment: ["ENSEMBLE_DATA": "/srv", "PORTE": "80"]) == nil)
    }

    @Test(arguments: ["tls-certificate", "tls-key"])
    func `half of certificate and key is refused`(name: String) {
        #expect(problem(file: "\(name) = /etc/one.pem")?.contains("one of them is missing") == true)
        #expect(problem(file: "tls-certificate = a\ntls-key = b") == nil)
    }

    @Test func `addresses of proxies are read in both ways to write them`() throws {
        let read = try Configuration.read(
            file: "trusted-proxies = 127.0.0.1,0:0:0:0:0:0:0:1 , ::ffff:10.0.0.1", environment: [:],
            flags: [:])
        #expect(read.trustedProxies == ["127.0.0.1", "::1", "10.0.0.1"])
    }

    @Test func `files that can't be used are told at the start`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try "no certificate".write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        for path in [file, file + ".none"] {
            var configuration = Configuration()
            configuration.mailAuthorities = path
            let told = #expect(throws: ConfigurationProblem.self) { try configuration.checkFiles() }
            #expect(told?.message.contains("mail-authorities") == true)
            var secure = Configuration()
            (secure.tlsCertificate, secure.tlsKey) = (path, path)
            let refused = #expect(throws: ConfigurationProblem.self) { try secure.checkFiles() }
            #expect(refused?.message.contains("TLS certificate") == true)
        }
        try Configuration().checkFiles()
    }

    // MARK: The table of docs/hosting.md

    /// The cells of each row of the table of settings.
    private func rows() throws -> [[String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/hosting.md"), encoding: .utf8)
        let lines = text.components(separatedBy: "\n")
        let head = try #require(lines.firstIndex { $0.hasPrefix("| setting | in the environment |") })
        return lines[(head + 2)...].prefix { $0.hasPrefix("|") }.map { line in
            line.components(separatedBy: "|").dropFirst().dropLast().map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
            }
        }
    }

    @Test func `the table on hosting names every setting, its variable and its flag, and no other`() throws {
        let rows = try rows()
        #expect(rows.map { $0[0] } == Configuration.keys.map(\.name))
        #expect(rows.map { $0[1] } == Configuration.keys.map(\.variable))
        let help = ServeCommand.helpMessage()
        for row in rows {
            #expect(help.contains("--\(row[0]) ") == !row[2].isEmpty, "\(row[0])")
            #expect(row[2].isEmpty || row[2] == "--\(row[0])")
        }
    }

    @Test func `the table on hosting tells the defaults as they are`() throws {
        let bare = Configuration()
        let defaults = [
            "host": bare.host, "port": "\(bare.port)", "log-level": bare.logLevel,
            "stripe-api": bare.stripeAPI,
            "poll-interval": "\(bare.pollInterval.milliseconds / 1_000)",
            "developer-pages": bare.developerPages ? "yes" : "no",
        ]
        let told = Dictionary(uniqueKeysWithValues: try rows().map { ($0[0], $0[3]) })
        for (name, value) in defaults { #expect(told[name] == value, "\(name)") }
        #expect(told["smtp"] == "none" && bare.smtp == nil)
        #expect(told["metrics-token"] == "none" && bare.metricsToken == nil)
        #expect(told["trusted-proxies"] == "none" && bare.trustedProxies.isEmpty)
        #expect(told["tls-certificate"] == "none" && bare.tlsCertificate == nil)
    }
}
