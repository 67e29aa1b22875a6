"""M/M/c in Ciw: prints the seconds of the run and the mean wait as JSON. Arguments: rate, people, customers, seed."""
import json
import sys
import time

import ciw

rate, people, customers, seed = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
network = ciw.create_network(
    arrival_distributions=[ciw.dists.Exponential(rate)],
    service_distributions=[ciw.dists.Exponential(1.0)],
    number_of_servers=[people],
)
ciw.seed(seed)
start = time.perf_counter()
simulation = ciw.Simulation(network)
simulation.simulate_until_max_customers(customers, method="Finish")
seconds = time.perf_counter() - start
waits = [record.waiting_time for record in simulation.get_all_records()]
print(json.dumps({"seconds": seconds, "customers": len(waits), "wait": sum(waits) / len(waits), "version": ciw.__version__}))
