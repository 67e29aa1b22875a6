/** A way that forks, with an arrow at each end: who takes the ticket. */
export const icon = 'M3 12h6 M9 12c4 0 3-6 8-6h3 M9 12c4 0 3 6 8 6h3 M17.5 3L20.5 6l-3 3 M17.5 15l3 3l-3 3'
