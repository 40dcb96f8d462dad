"""Prints the fixed reference values of Tests/StatisticsTests/Special.

Run by hand (pip install mpmath) when a value is added; the tests hold what
it printed. All values by mpmath with 40 digits.
"""
import mpmath as mp

mp.mp.dps = 60


def show(name, rows):
    print(f"// {name}")
    for row in rows:
        print("    (" + ", ".join(mp.nstr(mp.mpf(v), 17) for v in row) + "),")


show("digamma x, value", [(x, mp.psi(0, mp.mpf(x))) for x in
     [1e-8, .001, .5, 1, 1.4616, 1.4616321449683622, 1.5, 2, 3.7, 9.99, 10, 123.456, 1e6, 1e15]])
show("trigamma x, value", [(x, mp.psi(1, mp.mpf(x))) for x in
     [1e-8, .001, .5, 1, 1.5, 2, 3.7, 9.99, 10, 123.456, 1e6, 1e15]])
show("logBeta a, b, value", [(a, b, mp.log(mp.beta(mp.mpf(a), mp.mpf(b)))) for a, b in
     [(.5, .5), (1, 1), (2, 3), (.001, 1000), (15, .1), (50, 70), (1e6, 2e6), (1e12, .5), (1e12, 3e12)]])


def P(a, x):
    a, x = mp.mpf(a), mp.mpf(x)
    return mp.gammainc(a, 0, x, regularized=True)


def Q(a, x):
    a, x = mp.mpf(a), mp.mpf(x)
    return mp.gammainc(a, x, mp.inf, regularized=True)


show("gamma a, x, P, Q", [(a, x, P(a, x), Q(a, x)) for a, x in
     [(.5, .1), (.5, 5), (1, 1), (2.5, .01), (2.5, 30), (10, 3), (10, 10), (10, 40), (100, 70), (100, 100),
      (100, 150), (999, 950), (1000, 900), (1000, 1000), (1000, 1100), (1e4, 9.7e3), (1e4, 1.05e4)]])


def I(x, a, b):
    return mp.betainc(mp.mpf(a), mp.mpf(b), 0, mp.mpf(x), regularized=True)


show("beta x, a, b, I", [(x, a, b, I(x, a, b)) for x, a, b in
     [(.1, .5, .5), (.5, .5, .5), (.9, 2, 3), (.3, 2, 3), (1e-6, .01, 5), (.2, 12, 20), (.9, 12, 20), (.01, 1, 100),
      (.5, 100, 120), (.4, 300, 500), (.001, 1.5, 4000)]])


def tcdf(t, v):
    t, v = mp.mpf(t), mp.mpf(v)
    x = v / (v + t * t)
    half = mp.betainc(v / 2, mp.mpf(1) / 2, 0, x, regularized=True) / 2
    return half if t < 0 else 1 - half


show("t t, df, value", [(t, v, tcdf(t, v)) for t, v in
     [(-8, 3), (-2, 1), (-.5, 10), (.3, 2.5), (2, 30), (-4, 200), (-1e-3, 5)]])
show("normal p, quantile", [(p, -mp.sqrt(2) * mp.erfinv(1 - 2 * mp.mpf(p)) if p > 1e-30 else
     mp.findroot(lambda z: mp.log(mp.erfc(-z / mp.sqrt(2)) / 2) - mp.log(mp.mpf(p)), -mp.sqrt(-2 * mp.log(p))))
     for p in [1e-300, 1e-50, 1e-10, .001, .02425, .025, .1, .3, .5, .6, .975, .999999]])
