#!/usr/bin/env python3
"""What-ifs beside a plain run of `risk` on the same plan, in one go.

  whatif.py SLIPWAY FOLDER QUARTER

Writes a plan of 500 goals and about 1,500 links, then runs in turn, round by round: `risk --json`
with 10,000 samples (the baseline), `whatif` of a slip, of a dropped link and of an absence, and
`whatif --dates`. Medians of SLIPWAY_BENCH_ROUNDS rounds (default 15) of wall time from start-up to
the last byte, and their ratio to the baseline; beside them the processor time. Then slip budgets and
levers of that plan, whose goals are all committed and dated, and of QUARTER, a few rounds each."""
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time


def write_plan(path, end):
    """Every goal waits for three of the sixty before it; eight teams, one period, one calendar. All
    are committed to its end."""
    draw = random.Random(5)
    goals = []
    links = 0
    for i in range(500):
        likely = draw.uniform(1.5, 7.5)
        goal = {"id": f"g{i}", "team": f"t{draw.randrange(8)}", "period": "all",
                "estimate": f"{likely / 1.5:.1f}d/{likely:.1f}d/{likely * 2:.1f}d"}
        before = range(max(0, i - 60), i)
        if before:
            goal["depends_on"] = [f"g{j}" for j in draw.sample(before, min(3, len(before)))]
            links += len(goal["depends_on"])
        goals.append(goal)
    plan = {"slipway": 1, "name": "five hundred goals", "start": "2024-01-01",
            "periods": [{"id": "all", "start": "2024-01-01", "end": end}],
            "teams": [{"id": f"t{i}"} for i in range(8)], "goals": goals}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(plan, file)
    return links, goals[250]["depends_on"][0]


def run(command):
    """Returns wall and processor time in ms."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(command)} failed: {done.stderr[-500:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall * 1000, cpu * 1000


def time_all(slipway, cases, rounds):
    """Runs the cases in turn and returns the medians of wall and processor time of each."""
    times = {name: [] for name in cases}
    for _ in range(rounds):
        for name, words in cases.items():
            times[name].append(run([slipway] + words + ["--json", "--quiet"]))
    return {name: [statistics.median(column) for column in zip(*measured)]
            for name, measured in times.items()}


def main():
    slipway, folder, quarter = sys.argv[1:4]
    os.makedirs(folder, exist_ok=True)
    plan = os.path.join(folder, "whatif-500.json")
    links, first = write_plan(plan, "2024-06-30")
    easy = os.path.join(folder, "whatif-500-easy.json")
    write_plan(easy, "2026-12-31")
    rounds = int(os.environ.get("SLIPWAY_BENCH_ROUNDS", 15))
    cases = {
        "risk": ["risk", plan],
        "whatif --slip g250=2w": ["whatif", plan, "--slip", "g250=2w"],
        f"whatif --unlink {first}->g250": ["whatif", plan, "--unlink", f"{first}->g250"],
        "whatif --absent t3=2024-02-05..2024-02-16":
            ["whatif", plan, "--absent", "t3=2024-02-05..2024-02-16"],
        "whatif --slip g250=2w --dates": ["whatif", plan, "--slip", "g250=2w", "--dates"],
    }
    times = time_all(slipway, cases, rounds)
    base = times["risk"][0]
    print(f"what-if, 500 goals, {links} links, 10000 samples, medians of {rounds} rounds:")
    for name, (wall, cpu) in times.items():
        print(f"  {name:42} {wall:6.0f} ms wall {cpu:6.0f} ms processor {wall / base:5.2f}x risk")
    others = {
        "budget, libp2p quarter": ["budget", quarter],
        "levers, libp2p quarter": ["levers", quarter],
        "levers": ["levers", plan],
        "budget --goal g250": ["budget", plan, "--goal", "g250"],
        "budget, 6 months: most dates lost already": ["budget", plan],
        "budget, 3 years: every date to be held": ["budget", easy],
    }
    print("slip budgets and levers of the same plan, medians of 3 rounds:")
    for name, (wall, cpu) in time_all(slipway, others, 3).items():
        print(f"  {name:42} {wall:6.0f} ms wall {cpu:6.0f} ms processor")


main()
