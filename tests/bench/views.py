#!/usr/bin/env python3
"""How long each picture takes, and how large it is, beside a plain run of `risk` in one go.

  views.py SLIPWAY FOLDER

Writes plans of 500 goals (about 1,500 links) and of 5,000 goals (about 10,000 links) with 30 teams,
objectives, due dates, blockers, asks, check-ins and a second state of the plan, then draws every view
in turn, round by round, as an SVG. Medians of SLIPWAY_BENCH_ROUNDS rounds (default 7; 3 for the
large plan) of wall time from start-up to the written file, their ratio to `risk --json --quiet` with
the same number of samples, and the size of the file."""
import json
import os
import random
import statistics
import subprocess
import sys
import time

VIEWS = {
    "graph": [], "gantt": [], "gantt --all": ["--all"], "board": [], "matrix": [],
    "matrix --items": ["--items"], "load": [], "changes --scenario": ["--scenario", "late"],
    "changes --baseline": ["--baseline", "OLD"], "trend": [],
    "burnup": ["--goal", "o3"], "scurve": [], "tornado": [],
}


def write_plans(folder, count, links_each):
    """Chains within a team of about ten goals, cross-team links to what comes shortly before; two
    years, 30 teams. The older state has other estimates for every fifth goal."""
    draw = random.Random(7)
    teams = 30
    objectives = max(4, count // 40)
    goals = [{"id": f"o{i}", "kind": "objective", "title": f"Objective {i}",
              "team": f"t{i % teams}"} for i in range(objectives)]
    links = 0
    for i in range(count):
        likely = draw.uniform(1.5, 7.5)
        goal = {"id": f"g{i}", "title": f"Goal number {i} of the plan", "team": f"t{i % teams}",
                "parent": f"o{i % objectives}",
                "estimate": f"{likely / 1.5:.1f}d/{likely:.1f}d/{likely * 2:.1f}d"}
        if draw.random() < 0.3:
            month = draw.randrange(1, 13)
            goal["due"] = f"2027-{month:02d}-{draw.randrange(1, 28):02d}"
            if draw.random() < 0.5:
                goal["commitment"] = "stretch"
        before = list(range(max(0, i - 4 * teams), i))
        if before:
            chosen = draw.sample(before, min(links_each, len(before)))
            goal["depends_on"] = [
                {"on": f"g{j}", "ask": draw.choice(["asked", "agreed"])} if j % teams != i % teams
                and draw.random() < 0.2 else f"g{j}" for j in chosen]
            links += len(chosen)
        goals.append(goal)
    checkins = [{"date": f"2027-01-{4 + 7 * week:02d}", "goal": f"g{i * 7}",
                 "score": round(0.1 * week, 1), "confidence": round(0.9 - 0.1 * week, 1)}
                for week in range(3) for i in range(12)]
    plan = {"slipway": 1, "name": f"{count} goals", "start": "2027-01-04", "as_of": "2027-01-25",
            "periods": [{"id": "2027", "start": "2027-01-01", "end": "2027-12-31"}],
            "teams": [{"id": f"t{i}", "name": f"Team {i}", "capacity": 4} for i in range(teams)],
            "goals": goals, "checkins": checkins,
            "blockers": [{"id": f"b{i}", "team": f"t{i}", "estimate": "3d/1w/4w",
                          "blocks": [f"g{i + 200}"]} for i in range(10)],
            "scenarios": [{"name": "late", "changes": [{"slip": "g40", "by": "3w"},
                                                       {"slip": "team:t3", "by": "1w"}]}]}
    path = os.path.join(folder, f"views-{count}.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(plan, file)
    for goal in goals[objectives::5]:
        goal["estimate"] = "1d/3d/8d"
    old = os.path.join(folder, f"views-{count}-old.json")
    with open(old, "w", encoding="utf-8") as file:
        json.dump(plan, file)
    return path, old, links


def run(command):
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = (time.perf_counter() - began) * 1000
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(command)} failed: {done.stderr[-500:]}")
    return wall


def main():
    slipway, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    out = os.path.join(folder, "view.svg")
    for count, links_each, rounds in (500, 3, 7), (5000, 2, 3):
        rounds = int(os.environ.get("SLIPWAY_BENCH_ROUNDS", rounds))
        path, old, links = write_plans(folder, count, links_each)
        cases = {"risk": [slipway, "risk", path, "--json", "--quiet"]}
        for name, words in VIEWS.items():
            words = [old if word == "OLD" else word for word in words]
            cases[name] = [slipway, "render", path, "--view", name.split()[0], "-o", out,
                           "--quiet"] + words
        times = {name: [] for name in cases}
        sizes = {}
        for _ in range(rounds):
            for name, command in cases.items():
                times[name].append(run(command))
                if name != "risk":
                    sizes[name] = os.path.getsize(out)
        base = statistics.median(times["risk"])
        print(f"views, {count} goals, {links} links, medians of {rounds} rounds:")
        for name, walls in times.items():
            wall = statistics.median(walls)
            size = f"{sizes[name] / 1024:7.0f} KiB" if name in sizes else ""
            print(f"  {name:20} {wall:6.0f} ms wall {wall / base:5.2f}x risk {size}")


main()
