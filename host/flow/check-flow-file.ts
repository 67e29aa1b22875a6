import { readFlowText } from '../files/read-flow-text.ts'
import { checkFlow, type CheckedFlow } from './check-flow.ts'

/** Reads a flow file and checks it; only a file that cannot be read is an error. */
export async function checkFlowFile(path: string): Promise<CheckedFlow> {
  return checkFlow((await readFlowText(path)).text)
}
