/** Names the rules of the simulation in a run's manifest; raised whenever the same input may give another result. */
export const SIMULATION_ENGINE = 'lumos-simulation/2'
