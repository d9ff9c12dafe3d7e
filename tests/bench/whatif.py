#!/usr/bin/env python3
"""What-ifs beside a plain run of `risk` on the same plan, in one go.

  whatif.py SLIPWAY FOLDER

Writes a plan of 500 goals and about 1,500 links, then runs in turn, round by round: `risk --json`
with 10,000 samples (the baseline), `whatif` of a slip, of a dropped link and of an absence, and
`whatif --dates`. Medians of SLIPWAY_BENCH_ROUNDS rounds (default 15) of wall time from start-up to
the last byte, and their ratio to the baseline; beside them the processor time."""
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time


def write_plan(path):
    """Every goal waits for three of the sixty before it; eight teams, one period, one calendar."""
    draw = random.Random(5)
    goals = []
    links = 0
    for i in range(500):
        likely = draw.uniform(1.5, 7.5)
        goal = {"id": f"g{i}", "team": f"t{draw.randrange(8)}", "period": "half",
                "estimate": f"{likely / 1.5:.1f}d/{likely:.1f}d/{likely * 2:.1f}d"}
        before = range(max(0, i - 60), i)
        if before:
            goal["depends_on"] = [f"g{j}" for j in draw.sample(before, min(3, len(before)))]
            links += len(goal["depends_on"])
        goals.append(goal)
    plan = {"slipway": 1, "name": "five hundred goals", "start": "2024-01-01",
            "periods": [{"id": "half", "start": "2024-01-01", "end": "2024-06-30"}],
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


def main():
    slipway, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    plan = os.path.join(folder, "whatif-500.json")
    links, first = write_plan(plan)
    rounds = int(os.environ.get("SLIPWAY_BENCH_ROUNDS", 15))
    cases = {
        "risk": ["risk", plan],
        "whatif --slip g250=2w": ["whatif", plan, "--slip", "g250=2w"],
        f"whatif --unlink {first}->g250": ["whatif", plan, "--unlink", f"{first}->g250"],
        "whatif --absent t3=2024-02-05..2024-02-16":
            ["whatif", plan, "--absent", "t3=2024-02-05..2024-02-16"],
        "whatif --slip g250=2w --dates": ["whatif", plan, "--slip", "g250=2w", "--dates"],
    }
    times = {name: [] for name in cases}
    for _ in range(rounds):
        for name, words in cases.items():
            times[name].append(run([slipway] + words + ["--json", "--quiet"]))
    base = statistics.median(wall for wall, _ in times["risk"])
    print(f"what-if, 500 goals, {links} links, 10000 samples, medians of {rounds} rounds:")
    for name, measured in times.items():
        wall = statistics.median(wall for wall, _ in measured)
        cpu = statistics.median(cpu for _, cpu in measured)
        print(f"  {name:42} {wall:6.0f} ms wall {cpu:6.0f} ms processor {wall / base:5.2f}x risk")


main()
