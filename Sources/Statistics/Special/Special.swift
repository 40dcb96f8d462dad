/// The special functions of probability.
///
/// Relative error about 1e-13 over the arguments that statistics meet; each
/// function names its limits. The checked functions here stand over
/// unchecked ones that the module uses in its inner loops.
public enum Special {
    /// ln Γ(x), the logarithm of the gamma function. O(1).
    ///
    /// - Parameter x: above zero. Above about 2.5e305 the answer overflows.
    /// - Throws: `StatisticsError` where `x` is not a positive finite number,
    ///   or the answer is too large.
    public static func logGamma(_ x: Double) throws(StatisticsError) -> Double {
        try Require.positive(x, "x")
        return try Require.finiteResult(lgamma(x), "x")
    }

    /// ψ(x), the derivative of ln Γ. O(1).
    ///
    /// - Parameter x: above zero.
    /// - Throws: `StatisticsError` where `x` is not a positive finite number
    ///   or so near zero that −1/x overflows.
    ///
    /// Source: Abramowitz & Stegun 6.3.5 and 6.3.18.
    public static func digamma(_ x: Double) throws(StatisticsError) -> Double {
        try Require.positive(x, "x")
        return try Require.finiteResult(digammaOfPositive(x), "x")
    }

    /// ψ′(x), the second derivative of ln Γ. O(1).
    ///
    /// - Parameter x: above zero.
    /// - Throws: `StatisticsError` where `x` is not a positive finite number
    ///   or so near zero (about 1e-154) that 1/x² overflows.
    ///
    /// Source: Abramowitz & Stegun 6.4.6 and 6.4.12.
    public static func trigamma(_ x: Double) throws(StatisticsError) -> Double {
        try Require.positive(x, "x")
        return try Require.finiteResult(trigammaOfPositive(x), "x")
    }

    /// ln B(a, b), the logarithm of the beta function. O(1).
    ///
    /// - Throws: `StatisticsError` where an argument is not a positive finite
    ///   number or the answer is too large.
    public static func logBeta(_ a: Double, _ b: Double) throws(StatisticsError) -> Double {
        try Require.positive(a, "a")
        try Require.positive(b, "b")
        return try Require.finiteResult(logBetaOfPositive(a, b), "a")
    }

    /// The error function, 2/√π ∫₀ˣ e^(−t²) dt. O(1).
    /// - Throws: `StatisticsError` where `x` is not finite.
    public static func errorFunction(_ x: Double) throws(StatisticsError) -> Double {
        try Require.finite(x, "x")
        return erf(x)
    }

    /// One minus the error function, exact in the far tail. O(1).
    /// - Throws: `StatisticsError` where `x` is not finite.
    public static func complementaryErrorFunction(_ x: Double) throws(StatisticsError) -> Double {
        try Require.finite(x, "x")
        return erfc(x)
    }
}
