import { Command } from 'commander'
import { checkVersion } from '../../core/diff/check-version.ts'
import type { VersionCheck } from '../../core/diff/check-version.ts'
import type { WorkflowDiff } from '../../core/diff/diff-workflows.ts'
import { diffWorkflows } from '../../core/diff/diff-workflows.ts'
import { exitCodes, type CliIo } from '../cli-io.ts'
import { readFlow } from './read-flow.ts'

type Options = { readonly json?: boolean; readonly checkVersion?: boolean }
type Compared = { readonly diff: WorkflowDiff; readonly before: string; readonly after: string; readonly version: VersionCheck }

/** `lumos diff`: what differs between two flows, by what they mean. */
export function diffCommand(io: CliIo, finish: (exitCode: number) => void): Command {
  return new Command('diff')
    .description('Say in words what differs between two flows. Comments, layout and the order of keys do not count.')
    .argument('<old>', 'the older flow file')
    .argument('<new>', 'the newer flow file')
    .option('--json', 'print the changes as JSON')
    .option('--check-version', 'end with 1 where metadata.version of the newer flow is too small for what changed')
    .addHelpText('after', help)
    .action(async (oldFile: string, newFile: string, options: Options) => {
      const [{ workflow: older }, { workflow: newer }] = [await readFlow(oldFile, io), await readFlow(newFile, io)]
      const diff = diffWorkflows(older, newer)
      const before = older.metadata.version
      const after = newer.metadata.version
      const compared: Compared = { diff, before, after, version: checkVersion(before, after, diff.class) }
      io.stdout(options.json === true ? `${JSON.stringify(machineReport(compared), null, 2)}\n` : report(compared))
      if (options.checkVersion !== true || compared.version.kind === 'enough') return
      const why = diff.class === undefined ? `lower than the older one, ${before}` : `too small for a ${diff.class} change since ${before}`
      io.stderr(`${newFile}: version ${after} is ${why}. Set metadata.version to ${compared.version.needed} or higher.\n`)
      finish(exitCodes.findings)
    })
}

const help = `
Examples:
  lumos diff released.lumos.yaml support.lumos.yaml
  lumos diff released.lumos.yaml support.lumos.yaml --check-version
  git show main:support.lumos.yaml > before.lumos.yaml && lumos diff before.lumos.yaml support.lumos.yaml --json

How great a change is:
  major  an outcome, output or channel is gone or has another name, or an input asks for more
  minor  cards, rules, triggers, agents come, go, move or lead elsewhere
  patch  texts, thresholds, timeouts, numbers
Before 1.0.0 a major change needs only the minor number raised.

JSON: { from, to, class, versionEnough, neededVersion, changes: [{ kind, class, group, path, text, before, after }] }; class is
null where nothing differs, kind is one of added, removed, renamed, moved, changed; items of lists have their id in path, or # and a number.
Exit codes: 0 compared, 1 the version is too small (with --check-version), 2 a file cannot be read.
`

function report({ diff, before, after, version }: Compared): string {
  const versions = before === after ? `version ${before}` : `version ${before} -> ${after}`
  if (diff.class === undefined) return `No difference in what the flows do (${versions}).\n`
  const groups = [...new Set(diff.changes.map((change) => change.group))]
  const blocks = groups.map((group) => `${group}\n${diff.changes.filter((change) => change.group === group).map((change) => `  ${change.class.padEnd(5)}  ${change.text}\n`).join('')}`)
  const enough = version.kind === 'enough' ? '' : `; it should be ${version.needed} or higher`
  return `${blocks.join('\n')}\n${diff.changes.length} ${diff.changes.length === 1 ? 'change' : 'changes'}, ${diff.class} in all (${versions}${enough}).\n`
}

function machineReport({ diff, before, after, version }: Compared): unknown {
  return {
    from: before,
    to: after,
    class: diff.class ?? null,
    versionEnough: version.kind === 'enough',
    neededVersion: version.kind === 'enough' ? null : version.needed,
    changes: diff.changes.map((change) => ({ kind: change.kind, class: change.class, group: change.group, path: change.path, text: change.text, before: change.before ?? null, after: change.after ?? null })),
  }
}
