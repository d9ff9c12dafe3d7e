#!/usr/bin/env python3
"""Times commands against each other in one run.

  measure.py ROUNDS NAME COMMAND.. -- NAME COMMAND.. [-- ...]

Each round runs every command once, in turn, so that a noisy machine hits all of them alike. Prints
the median wall time, the largest resident memory, and how many times longer than the first."""
import os
import subprocess
import sys
import time


def run(command):
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"measure: {' '.join(command)} failed: {said.decode(errors='replace')[-500:]}")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def main():
    rounds = int(sys.argv[1])
    entries, words = [], []
    for word in sys.argv[2:] + ["--"]:
        if word != "--":
            words.append(word)
        elif words:
            entries.append((words[0], words[1:]))
            words = []
    times = {name: [] for name, _ in entries}
    memory = {name: 0.0 for name, _ in entries}
    for _ in range(rounds):
        for name, command in entries:
            seconds, mib = run(command)
            times[name].append(seconds)
            memory[name] = max(memory[name], mib)
    first = None
    for name, _ in entries:
        middle = sorted(times[name])[len(times[name]) // 2]
        first = first or middle
        print(f"  {name:<22} {middle:9.3f} s {memory[name]:8.0f} MiB   {middle / first:7.1f}x")


if __name__ == "__main__":
    main()
