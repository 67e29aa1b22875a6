"""M/M/c in SimPy: prints the seconds of the run and the mean wait as JSON. Arguments: rate, people, customers, seed."""
import json
import random
import sys
import time

import simpy

rate, people, customers, seed = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
chance = random.Random(seed)
waited = 0.0


def customer(env, team):
    global waited
    came = env.now
    with team.request() as request:
        yield request
        waited += env.now - came
        yield env.timeout(chance.expovariate(1.0))


def arrivals(env, team):
    for _ in range(customers):
        yield env.timeout(chance.expovariate(rate))
        env.process(customer(env, team))


start = time.perf_counter()
world = simpy.Environment()
world.process(arrivals(world, simpy.Resource(world, capacity=people)))
world.run()
print(json.dumps({"seconds": time.perf_counter() - start, "customers": customers, "wait": waited / customers, "version": simpy.__version__}))
