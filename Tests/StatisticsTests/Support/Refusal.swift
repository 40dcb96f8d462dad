@testable import Statistics

/// What a call was refused for, as `argument: kind`; "answered" where it was
/// not refused.
func refusal<T>(_ call: @autoclosure () throws -> T) -> String {
    do {
        _ = try call()
        return "answered"
    } catch let error as StatisticsError {
        return "\(error.argument): \(error.kind.rawValue)"
    } catch {
        return "another error: \(error)"
    }
}

/// The numbers that no argument survives unless it says so.
let notNumbers: [Double] = [.nan, .infinity, -.infinity, .signalingNaN]
