import Foundation
import Statistics

/// What customers are worth.
extension Scaling {
    static var lifetime: [Work] {
        [bgnbd, gammaGamma, referralValue, presentValue]
    }

    private static var bgnbd: Work {
        Work(name: "BG/NBD fit", of: "customers", cost: "O(n)", size: 500) { size in
            let histories = try purchases(size)
            return { try BGNBD.fitted(to: histories).r }
        }
    }

    private static var gammaGamma: Work {
        Work(name: "gamma-gamma fit", of: "customers", cost: "O(600 n)", size: 300) { size in
            var generator = SeededGenerator(seed: 13)
            let spendings = try (0..<size).map { index in
                let rate = try generator.gamma(shape: 3.745) / 15.4
                return GammaGamma.Spending(
                    purchases: 1 + index % 5, mean: try generator.gamma(shape: 6.25) / rate)
            }
            return { try GammaGamma.fitted(to: spendings).p }
        }
    }

    private static var referralValue: Work {
        Work(name: "value of referrals", of: "friends", cost: "O(n)", size: 1000) { size in
            let friends = (0..<size).map {
                ReferralValue.Friend(contributions: [Double($0 % 9), 5, 5], savedAcquisition: 60)
            }
            return { try ReferralValue(friends, rate: 0.01).value }
        }
    }

    private static var presentValue: Work {
        Work(name: "present value", of: "periods", cost: "O(n)", size: 1000) { size in
            let amounts = normals(size)
            return { try CustomerValue.present(amounts, rate: 0.001) }
        }
    }

    /// Customers who buy and leave as the model has it.
    private static func purchases(_ size: Int) throws -> [BuyingHistory] {
        var generator = SeededGenerator(seed: 10)
        return try (0..<size).map { _ in
            let age = 27 + 12 * generator.uniform()
            let rate = try generator.gamma(shape: 0.243) / 4.414
            let leaves = try generator.beta(0.793, 2.426)
            var (time, last, repeats) = (0.0, 0.0, 0)
            while repeats < 200 {
                time -= log(generator.uniform()) / max(rate, 1e-12)
                if time > age { break }
                (last, repeats) = (time, repeats + 1)
                if generator.uniform() < leaves { break }
            }
            return BuyingHistory(repeats: repeats, recency: last, age: age)
        }
    }
}
