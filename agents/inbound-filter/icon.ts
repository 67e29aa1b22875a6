/** A funnel: what does not belong here is kept out. */
export const icon = 'M3 5h18l-7 8.5V19l-4 2v-7.5L3 5z'
