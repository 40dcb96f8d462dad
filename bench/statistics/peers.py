"""Times other libraries on the inputs that bench-statistics wrote.

    peers.py FOLDER

Needs what requirements.txt beside it names. Reads FOLDER/*.bin and
bench/data/*.csv, writes FOLDER/peers.json: for each run the processor
seconds of the fastest try, a number to check the answer by, and who gave it.
"""
import json
import os
import sys
import time
import warnings

# One thread, as ours: processor seconds of several would add up.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main(folder):
    warnings.filterwarnings("ignore")
    import choix
    import igraph
    import krippendorff
    import lifetimes
    import numpy as np
    import ruptures
    import statsmodels
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    def numbers(name, kind):
        return np.fromfile(os.path.join(folder, name + ".bin"), dtype=kind)

    def table(name):
        path = os.path.join(ROOT, "bench", "data", name + ".csv")
        if not os.path.exists(path):
            path = os.path.join(ROOT, ".venv", "series", name + ".csv")
        return np.loadtxt(path, delimiter=",", skiprows=1)

    answers = {}

    def run(key, by, work, tries=3):
        best, check = float("inf"), None
        for _ in range(tries):
            start = time.process_time()
            check = work()
            best = min(best, time.process_time() - start)
        answers[key] = {"seconds": best, "check": float(check), "by": by}

    links = numbers("links", np.int32).reshape(-1, 2)
    by = "igraph " + igraph.__version__
    graph = igraph.Graph(100_000, links, directed=True)
    run("pagerank", by, lambda: max(graph.pagerank()))
    run("pagerank-build", by, lambda: max(igraph.Graph(100_000, links, directed=True).pagerank()))

    ties = numbers("ties", np.int32).reshape(-1, 2)
    n = 2000
    both = igraph.Graph(n, np.vstack([ties, ties[:, ::-1]]), directed=True)
    run("betweenness", by, lambda: max(both.betweenness()) / ((n - 1) * (n - 2)))

    cdnow = table("cdnow")
    by = "lifetimes " + lifetimes.__version__

    def bgnbd():
        fit = lifetimes.BetaGeoFitter()
        fit.fit(cdnow[:, 0], cdnow[:, 1], cdnow[:, 2])
        return fit.expected_number_of_purchases_up_to_time(39)

    run("bgnbd", by, bgnbd)
    buyers = cdnow[cdnow[:, 0] > 0]

    def gammagamma():
        fit = lifetimes.GammaGammaFitter()
        fit.fit(buyers[:, 0], buyers[:, 3])
        p, q, v = fit.params_["p"], fit.params_["q"], fit.params_["v"]
        return p * v / (q - 1)

    run("gammagamma", by, gammagamma)

    nile = table("nile")
    run("nile", "statsmodels " + statsmodels.__version__,
        lambda: UnobservedComponents(nile, "llevel").fit(disp=0).llf)

    steps = numbers("steps", np.float64)
    spread = np.mean(np.diff(steps) ** 2) / 2
    penalty = 3 * np.log(len(steps)) * spread
    run("pelt", "ruptures 1.1.10",
        lambda: len(ruptures.Pelt("l2", jump=1, min_size=2).fit(steps).predict(penalty)) - 1, tries=2)

    codes = numbers("codes", np.float64).reshape(4, -1)
    run("krippendorff", "krippendorff 0.9.0",
        lambda: krippendorff.alpha(codes, level_of_measurement="nominal"))

    wins = [tuple(map(int, row)) for row in numbers("wins", np.int32).reshape(-1, 2)]
    run("bradleyterry", "choix 0.4.1", lambda: np.ptp(choix.ilsr_pairwise(200, wins, alpha=0)))

    with open(os.path.join(folder, "peers.json"), "w") as file:
        json.dump(answers, file, indent=1)


if __name__ == "__main__":
    main(sys.argv[1])
