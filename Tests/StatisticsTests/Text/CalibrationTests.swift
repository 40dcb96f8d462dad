import Testing

@testable import Statistics

@Suite struct CalibrationTests {
    /// Two labels; the higher score is right in so many of a hundred.
    private func sample(right: Int, lead: Float = 1) -> [Calibration.Observation] {
        (0..<100).map { Calibration.Observation(scores: [lead, 0], label: $0 < right ? 0 : 1) }
    }

    @Test(arguments: [60, 75, 90, 97])
    func `the probability is how often such messages came out right`(right: Int) {
        let calibration = Calibration(sample(right: right), refusedShare: 0.05)
        let probability = Double(calibration.probabilities([1, 0])[0])
        #expect(abs(probability - Double(right) / 100) < 0.04)
    }

    @Test func `scores twice as large need half the sharpness`() {
        let once = Calibration(sample(right: 90), refusedShare: 0)
        let twice = Calibration(sample(right: 90, lead: 2), refusedShare: 0)
        #expect(abs(once.sharpness / twice.sharpness - 2) < 0.1)
    }

    @Test(arguments: [0, 100])
    func `a sample always right or always wrong leaves a doubt`(right: Int) {
        let calibration = Calibration(sample(right: right), refusedShare: 0)
        #expect(calibration.sharpness.isFinite && calibration.sharpness > 0)
        #expect(calibration.probabilities([1, 0])[0] < 1)
    }

    @Test func `the refused share of messages in scope lies below the least score`() {
        let sample = (0..<100).map { Calibration.Observation(scores: [Float($0), -1], label: 0) }
        #expect(Calibration(sample, refusedShare: 0.05).leastScore == 5)
        #expect(Calibration(sample, refusedShare: 0).leastScore == 0)
        #expect(Calibration(sample, refusedShare: 1).leastScore == 99)
        #expect(Calibration([], refusedShare: 0.5).leastScore == -1)
    }

    @Test func `very large and equal scores stay probabilities`() {
        let calibration = Calibration(sharpness: 1000, leastScore: 0)
        #expect(calibration.probabilities([1000, -1000]) == [1, 0])
        #expect(calibration.probabilities([5, 5]) == [0.5, 0.5])
        #expect(calibration.probabilities([]).isEmpty)
    }
}
