/** A face whose mouth is a pulse: mood over time. */
export const icon = 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z M8.5 9.5v.5 M15.5 9.5v.5 M7.5 15h2l1.5-2l2 3.5l1.5-1.5h2'
