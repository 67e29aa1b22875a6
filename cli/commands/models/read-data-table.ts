import { basename } from 'node:path'
import { readTextStream } from '../../../host/files/read-text-stream.ts'
import { userError } from '../../../host/user-error.ts'
import type { AbortLike } from '../../../core/signals/signal-port.ts'
import { dataFormatOf, DataTableReader } from '../../../models/evaluation/data-table.ts'
import type { DataTable } from '../../../models/evaluation/data-table.ts'
import type { ProgressLine } from '../../report/progress-line.ts'

/** Reads a file of rows (CSV or JSON Lines, gzipped or not); `name` is what errors call it. */
export async function readDataTable(path: string, name: string, abort: AbortLike, progress: ProgressLine): Promise<DataTable> {
  const fresh = (): DataTableReader => new DataTableReader(name, dataFormatOf(path))
  let reader = fresh()
  for await (const piece of readTextStream(path, abort, () => {
    reader = fresh()
  })) {
    reader.push(piece.text)
    progress.show(`Reading ${basename(path)}`, piece.bytesRead, piece.totalBytes)
  }
  if (abort.aborted) throw userError('cancelled', `Reading "${name}" was stopped.`, 'Start it again when you are ready.')
  return reader.end()
}
