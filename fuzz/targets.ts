import type { FuzzTarget } from './fuzz-target.ts'
import { conditionsTarget } from './targets/conditions.ts'
import { engineTarget } from './targets/engine.ts'
import { printerTarget } from './targets/printer.ts'
import { sideFilesTarget } from './targets/side-files.ts'
import { workflowTarget } from './targets/workflow.ts'

/** Everything that can be fuzzed, by name. */
export const fuzzTargets: readonly FuzzTarget[] = [workflowTarget, printerTarget, conditionsTarget, engineTarget, sideFilesTarget]
