/** A person who is handed a card. */
export const icon = 'M9 4a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7z M2.5 20.5v-1.5a5 5 0 0 1 5-5h3 M13.5 17.5h7.5 M18 14.5l3 3l-3 3'
