/// How far word of mouth carries by itself.
public enum WordOfMouth {
    /// `referral k 1`.
    public static let method = StatisticalMethod("referral k")

    /// k = invitations a customer × the share that converts: above 1 growth
    /// feeds itself. O(1).
    ///
    /// - Parameters:
    ///   - customers: above zero.
    ///   - invitations: zero or more.
    ///   - conversions: 0 to invitations.
    /// - Throws: `StatisticsError` outside these limits.
    public static func k(
        customers: Int, invitations: Int, conversions: Int
    ) throws(StatisticsError) -> Double {
        try Require.positive(customers, "customers")
        try Require.notNegative(invitations, "invitations")
        try Require.notNegative(conversions, "conversions")
        guard conversions <= invitations else {
            throw StatisticsError(.outOfRange, "conversions", "must be at most \(invitations)")
        }
        // Invitations cancel: k is conversions a customer.
        return Double(conversions) / Double(customers)
    }
}
