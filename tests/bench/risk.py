#!/usr/bin/env python3
"""Monte Carlo beside numpy's on the same generated plans, in one run.

  risk.py SLIPWAY PLANS PEER QUARTER

SLIPWAY is the program, PLANS the folder with N.json and peers-N.json, PEER the numpy script (or
'-'), QUARTER a plan whose whole answer is timed. Every round runs each command once, in turn, so
that a noisy machine hits all of them alike; figures are medians over rounds.

Two speeds, in million node-samples a second. Whole process: goals times samples by the wall time,
start-up, reading and writing included. Engine: the difference between two runs with different
numbers of samples, against what the peer says of its own loop. The peer and our single threads are
held on one core (SLIPWAY_BENCH_CPU, else the last); two threads and the one that they are compared
with may go where they like. Beside each figure stands the share of the time in which the processes
had their cores: well below 100 % somebody else was at work, and the figure says little.
SLIPWAY_BENCH_ROUNDS sets the rounds."""
import json
import os
import resource
import statistics
import subprocess
import sys
import time

SIZES = [(10_000, 10_000), (100_000, 1_000)]
MORE = 10  # times as many samples more in the second run
ENGINES = ["avx512", "avx2", "portable"]


class Ran:
    """A finished process: wall and processor time in seconds, and what it said."""

    def __init__(self, command, engine="", cpu=None):
        environment = dict(os.environ, OPENBLAS_NUM_THREADS="1", SLIPWAY_ENGINE=engine)
        if cpu is not None:
            command = ["taskset", "-c", str(cpu)] + command
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        self.wall = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.output = done.stdout
        if done.returncode != 0:
            sys.exit(f"bench: {' '.join(command)} failed: {done.stderr[-500:]}")


def said(output, key):
    """Returns the number of the peer's line '@key number'."""
    for line in output.splitlines():
        if line.startswith(f"@{key} "):
            return float(line.split()[1])
    sys.exit(f"bench: the peer does not say @{key}")


class Bench:
    def __init__(self, slipway, plans, peer):
        self.slipway, self.plans, self.peer = slipway, plans, peer
        self.cpu = int(os.environ.get("SLIPWAY_BENCH_CPU", (os.cpu_count() or 1) - 1))
        self.rounds = int(os.environ.get("SLIPWAY_BENCH_ROUNDS", 5))
        self.engines = [engine for engine in ENGINES if self.can_run(engine)]

    def can_run(self, engine):
        plan = ('{"slipway": 1, "name": "one", "start": "2024-01-01", '
                '"goals": [{"id": "a", "estimate": "1d"}]}')
        done = subprocess.run([self.slipway, "risk", "-", "--samples", "1"], input=plan, text=True,
                              env=dict(os.environ, SLIPWAY_ENGINE=engine), capture_output=True)
        if done.returncode == 0:
            return True
        if "is not an engine of this machine" not in done.stderr:
            sys.exit(f"bench: {engine} failed: {done.stderr}")
        print(f"bench: SKIPPED {engine}: not an engine of this machine", file=sys.stderr)
        return False

    def risk(self, goals, samples, threads=1):
        return [self.slipway, "risk", f"{self.plans}/{goals}.json", "--json", "--quiet",
                "--goals", "none", "--threads", str(threads), "--samples", str(samples)]

    def one_core(self, goals, samples):
        rows = {}  # name: [seconds, Mns/s, share of the core, P50 of the finish] by round
        for _ in range(self.rounds):
            if self.peer:
                peer = Ran(["/usr/bin/python3", self.peer, f"{self.plans}/peers-{goals}.json",
                            str(samples), "--crit"], cpu=self.cpu)
                rows.setdefault("numpy", []).append(
                    [peer.wall, said(peer.output, "Mns/s"), peer.cpu / peer.wall,
                     said(peer.output, "p50")])
            for name in self.engines:
                short = Ran(self.risk(goals, samples), name, self.cpu)
                long = Ran(self.risk(goals, samples * (1 + MORE)), name, self.cpu)
                rows.setdefault(name, []).append(
                    [short.wall, goals * samples * MORE / (long.wall - short.wall) / 1e6,
                     (short.cpu + long.cpu) / (short.wall + long.wall),
                     json.loads(short.output)["finish"]["days"]["p50"]])
        print(f"risk, {goals} goals x {samples} samples with criticality, one core, medians of "
              f"{self.rounds} rounds:\n"
              "                        whole process              engine    core   P50 of finish")
        base = None
        for name, rounds in rows.items():
            seconds, rate, core, p50 = (statistics.median(column) for column in zip(*rounds))
            base = base or (seconds, rate)
            print(f"  {name:<9} {seconds:7.3f} s {goals * samples / seconds / 1e6:5.0f} Mns/s "
                  f"{base[0] / seconds:5.1f}x  {rate:5.0f} Mns/s {rate / base[1]:5.1f}x  "
                  f"{100 * core:3.0f} %   {p50:10.2f} d")

    def two_threads(self, goals, samples):
        rows = []
        for _ in range(self.rounds):
            short = [Ran(self.risk(goals, samples, threads)) for threads in (1, 2)]
            long = [Ran(self.risk(goals, samples * (1 + MORE), threads)) for threads in (1, 2)]
            rows.append([long[0].wall, long[1].wall, long[0].wall / long[1].wall,
                         (long[0].wall - short[0].wall) / (long[1].wall - short[1].wall),
                         long[0].cpu / long[0].wall, long[1].cpu / long[1].wall])
        one, two, whole, engine, core, cores = (statistics.median(column) for column in zip(*rows))
        print(f"risk, {goals} goals x {samples * (1 + MORE)} samples, two threads against one:\n"
              f"  whole process {whole:.2f}x ({one:.3f} s on {100 * core:.0f} % of a core, "
              f"{two:.3f} s on {100 * cores:.0f} %), engine {engine:.2f}x")


def main():
    slipway, plans, peer, quarter = sys.argv[1:]
    bench = Bench(slipway, plans, "" if peer == "-" else peer)
    for goals, samples in SIZES:
        bench.one_core(goals, samples)
    if (os.cpu_count() or 1) < 2:
        print("bench: SKIPPED two threads: there is one core", file=sys.stderr)
    else:
        for goals, samples in SIZES:
            bench.two_threads(goals, samples)
    runs = [Ran([slipway, "risk", quarter, "--samples", "10000"]) for _ in range(30)]
    walls = [1000 * run.wall for run in runs]
    print(f"risk, the libp2p quarter, 10000 samples, whole answer, median of {len(runs)} runs:\n"
          f"  {statistics.median(walls):.1f} ms (from {min(walls):.1f} to {max(walls):.1f}), "
          f"{1000 * statistics.median(run.cpu for run in runs):.1f} ms of processor time")


if __name__ == "__main__":
    main()
