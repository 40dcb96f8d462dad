extension Composition {
    /// How hard the view is fixed on something: the Aitchison length, 0 for
    /// the balanced blend and without upper limit. Balance is no goal; this
    /// only says how narrow the view is. O(1).
    public var focus: Double { logRatios.norm }

    /// How evenly the parts are spread: entropy over ln 3, from 0 (one part
    /// alone) to 1 (a third each). O(1).
    public var evenness: Double {
        let entropy = -parts.reduce(0) { $0 + $1 * log($1) }
        return min(1, max(0, entropy / log(3.0)))
    }

    /// Where the blend stands on the triangle with product at lower left
    /// (0, 0), service at lower right (1, 0) and idea on top (½, √¾). O(1).
    public var ternaryPoint: Vector2 {
        Vector2(service + idea / 2, idea * sqrt(3.0) / 2)
    }
}
