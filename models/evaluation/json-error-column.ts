/** The column (from 1) of the first character that cannot stand where it stands in a text that is no JSON; one past its end where it was cut off. */
export function jsonErrorColumn(text: string): number {
  // The engine does not always say where: the longest beginning that could still become JSON does.
  let viable = 0
  let broken = text.length + 1
  while (broken - viable > 1) {
    const middle = Math.floor((viable + broken) / 2)
    if (couldGoOn(text.slice(0, middle))) viable = middle
    else broken = middle
  }
  return viable + 1
}

function couldGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning)
    return true
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : ''
    const position = /position (\d+)/u.exec(why)?.[1]
    return /end of JSON input|Unterminated/u.test(why) || (position !== undefined && Number(position) >= beginning.length)
  }
}
