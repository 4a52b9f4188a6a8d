// Copyright the Symbolon authors
// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// Probabilities that are too small for themselves: their decimal logarithms.
enum Tail {
    private static let perDecade = 2.302585092994046

    static func decimal(_ value: Double) -> Double { log10(value) }

    /// log10 of the probability that at least `k` of `n` independent trials of probability `p` succeed.
    static func binomial(_ k: Int, of n: Int, _ p: Double) -> Double {
        if k <= 0 || p >= 1 { return 0 }
        if k > n || p <= 0 { return -.infinity }
        if Double(k) <= Double(n) * p { return 0 }
        let log =
            lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1) + Double(k) * Foundation.log(p)
            + Double(n - k) * log1p(-p)
        // Above the mean each term is a smaller part of the one before.
        var (sum, term) = (1.0, 1.0)
        for i in k..<n {
            term *= Double(n - i) / Double(i + 1) * p / (1 - p)
            sum += term
            if term < 1e-12 * sum { break }
        }
        return min((log + Foundation.log(sum)) / perDecade, 0)
    }

    /// log10 of the probability of `k` or more events where `mean` are expected.
    static func poisson(_ k: Int, _ mean: Double) -> Double {
        if Double(k) <= mean || k <= 0 { return 0 }
        if mean <= 0 { return -.infinity }
        let log = Double(k) * Foundation.log(mean) - mean - lgamma(Double(k) + 1)
        var (sum, term, i) = (1.0, 1.0, Double(k))
        while term > 1e-12 * sum {
            i += 1
            term *= mean / i
            sum += term
        }
        return min((log + Foundation.log(sum)) / perDecade, 0)
    }

    /// log10 of the probability that a standard normal variable is above `z`.
    static func normal(_ z: Double) -> Double {
        if z < 30 { return log10(erfc(z / 2.0.squareRoot()) / 2) }
        return (-z * z / 2 - Foundation.log(z * (2 * Double.pi).squareRoot())) / perDecade
    }
}
