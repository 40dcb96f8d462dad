import Testing

@testable import Statistics

struct QueueTests {
    /// golden.json `erlang_c`: A = 10, handling 180 s.
    @Test(arguments: [
        (11, 0.6821182046893323, 122.78127684407981, 0.38961381172915344),
        (12, 0.4493882242982711, 40.4449401868444, 0.6401580403740064),
        (13, 0.28527045303649307, 17.116227182189583, 0.795594788417783),
        (14, 0.17413193359504991, 7.835937011777246, 0.8883500191794669),
        (15, 0.10204236700798801, 3.6735252122875686, 0.9414528428690223),
    ])
    func `waits are the golden ones`(agents: Int, waits: Double, mean: Double, answered: Double) throws {
        let queue = try ErlangC(load: 10, agents: agents)
        #expect(close(queue.waitProbability, waits, 1e-12))
        #expect(close(try queue.meanWait(handling: 180), mean, 1e-12))
        #expect(close(try queue.answered(within: 20, handling: 180), answered, 1e-12))
    }

    @Test func `the fewest agents are those of the table`() throws {
        #expect(try ErlangC.leastAgents(load: 10, answering: 0.8, within: 20, handling: 180) == 14)
        #expect(try ErlangC.leastAgents(load: 0, answering: 0.99, within: 0, handling: 1) == 1)
    }

    @Test func `a million agents are no exception`() throws {
        let queue = try ErlangC(load: 999_000, agents: 1_000_000)
        #expect(queue.waitProbability > 0 && queue.waitProbability < 1)
        #expect(try ErlangC.blocking(load: 1e300, agents: 5) == 1)
        #expect(try ErlangC.blocking(load: 0, agents: 0) == 1)
    }

    @Test func `Little's law holds or shows the gap`() throws {
        #expect(try LittlesLaw.meanInside(arrivals: 4, meanTime: 2.5) == 10)
        #expect(try LittlesLaw.gap(meanInside: 10, arrivals: 4, meanTime: 2.5) == 0)
        #expect(try LittlesLaw.gap(meanInside: 5, arrivals: 4, meanTime: 2.5) == 0.5)
        #expect(try LittlesLaw.gap(meanInside: 0, arrivals: 0, meanTime: 0) == 0)
    }

    /// golden.json `who_waits`.
    @Test func `who waits is the golden split`() throws {
        typealias Stretch = TimeSplit<String>.Stretch
        let split = try TimeSplit([
            Stretch("business", from: 0, to: 5), Stretch("customer", from: 5, to: 53),
            Stretch("business", from: 53, to: 57), Stretch("partner", from: 57, to: 81),
            Stretch("business", from: 81, to: 84),
        ])
        #expect(split.totals == ["business": 12, "customer": 48, "partner": 24] && split.elapsed == 84)
        let handed = try TimeSplit(
            from: 0, to: 84, first: "business",
            handovers: [(57, "partner"), (5, "customer"), (81, "business"), (53, "business")])
        #expect(handed == split)
    }

    @Test func `queues and splits that cannot be are refused by name`() {
        for bad in notNumbers + [-1] {
            #expect(refusal(try ErlangC(load: bad, agents: 1)).hasPrefix("load: "))
            #expect(refusal(try ErlangC.blocking(load: bad, agents: 1)).hasPrefix("load: "))
            #expect(refusal(try ErlangC(load: 1, agents: 2).meanWait(handling: bad)).hasPrefix("handling: "))
            #expect(
                refusal(try ErlangC(load: 1, agents: 2).answered(within: bad, handling: 1)).hasPrefix(
                    "time: "))
            #expect(
                refusal(try ErlangC.leastAgents(load: 1, answering: bad, within: 1, handling: 1)).hasPrefix(
                    "share: "))
            #expect(refusal(try LittlesLaw.meanInside(arrivals: bad, meanTime: 1)).hasPrefix("arrivals: "))
            #expect(
                refusal(try LittlesLaw.gap(meanInside: bad, arrivals: 1, meanTime: 1)).hasPrefix(
                    "meanInside: "))
        }
        #expect(refusal(try ErlangC(load: 5, agents: 5)) == "load: outOfRange")
        #expect(refusal(try ErlangC(load: 0, agents: 0)) == "agents: outOfRange")
        #expect(refusal(try ErlangC(load: 0, agents: .max)) == "agents: outOfRange")
        #expect(
            refusal(try ErlangC.leastAgents(load: 1e9, answering: 0.5, within: 1, handling: 1))
                == "load: outOfRange")
        #expect(refusal(try LittlesLaw.meanInside(arrivals: 1e300, meanTime: 1e300)) == "meanTime: overflow")
        typealias Stretch = TimeSplit<Int>.Stretch
        #expect(refusal(try TimeSplit<Int>([])) == "stretches: empty")
        #expect(refusal(try TimeSplit([Stretch(1, from: 2, to: 1)])) == "stretches[0]: unsorted")
        #expect(
            refusal(try TimeSplit([Stretch(1, from: 0, to: 1), Stretch(2, from: 2, to: 3)]))
                == "stretches: outOfRange")
        #expect(
            refusal(try TimeSplit([Stretch(1, from: 0, to: 2), Stretch(2, from: 1, to: 3)]))
                == "stretches: outOfRange")
        #expect(refusal(try TimeSplit([Stretch(1, from: .min, to: .max)])) == "stretches: overflow")
        #expect(refusal(try TimeSplit(from: 2, to: 1, first: 1, handovers: [])) == "end: unsorted")
        #expect(
            refusal(try TimeSplit(from: 0, to: 1, first: 1, handovers: [(2, 2)]))
                == "handovers[0].at: outOfRange")
    }
}
