/** An open book under a looking glass. */
export const icon = 'M11 19.5C9 18 6.5 17.5 3 17.5v-13c3.5 0 6 .5 8 2c2-1.5 4.5-2 8-2v5 M11 6.5v13 M17 12.5a3 3 0 1 0 0 6a3 3 0 0 0 0-6z M19.2 17.7L21.5 20'
