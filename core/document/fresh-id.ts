/** An id that is not taken yet: the base, else the base with the next free number. */
export function freshId(base: string, taken: Readonly<Record<string, unknown>>): string {
  const stem = base.replace(/[^A-Za-z0-9]/g, '').replace(/^[^A-Za-z]+/, '').slice(0, 50)
  const first = stem === '' ? 'node' : stem.charAt(0).toLowerCase() + stem.slice(1)
  if (!(first in taken)) return first
  let number = 2
  while (`${first}${number}` in taken) number += 1
  return `${first}${number}`
}
