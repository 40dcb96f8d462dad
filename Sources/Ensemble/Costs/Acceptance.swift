import Database

/// What an accepted estimate sets off.
enum Acceptance {
    /// Runs in the transaction of the acceptance, after its event
    /// (`estimate.accepted`, whose data name the estimate's `id`): whatever
    /// starts with a yes starts here, and is undone where the yes fails.
    static func follow(_ estimate: Estimate, by actor: Actor, at now: Moment, in db: any Connection) throws {
    }
}
