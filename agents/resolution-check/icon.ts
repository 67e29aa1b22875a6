/** A speech bubble with a tick: the customer said that it works. */
export const icon = 'M21 11.5a8.4 8.4 0 0 1-12.3 7.4L3 21l2-5.2A8.5 8.5 0 1 1 21 11.5z M8.5 11.5l2.5 2.5l4.5-4.5'
