/** A clipboard with a tick. */
export const icon = 'M9 4H6.5A1.5 1.5 0 0 0 5 5.5v14A1.5 1.5 0 0 0 6.5 21h11a1.5 1.5 0 0 0 1.5-1.5v-14A1.5 1.5 0 0 0 17.5 4H15 M9 3h6v3H9z M8.5 13.5l2.5 2.5l4.5-5'
