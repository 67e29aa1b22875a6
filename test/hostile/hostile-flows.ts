/** A workflow of any nodes, as small as the format allows, so that thousands of nodes fit into a file. */
export function bareWorkflow(nodes: string, extra = ''): string {
  return `apiVersion: lumos/v1
kind: Workflow
metadata: { name: big, version: 1.0.0 }
spec:
  channels: { email: { connection: mail } }
  connections: { mail: { type: smtp, baseUrl: "https://mail.example", auth: { scheme: none } } }
  models: {}
  agents: {}
${extra}  flow:
    stages: { main: { title: Main } }
    onError: { then: done }
    nodes:
      intake: { kind: start, stage: main, channels: [email], then: n0 }
${nodes}      done: { kind: end, stage: main, outcome: resolved }
`
}

/** Ids `n0`, `n1`, ... */
export function nodeIds(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `n${index}`)
}

/** A chain of waiting nodes; the last leads to `last`. */
export function waitChain(count: number, last = 'done'): string {
  return nodeIds(count).map((id, index) => `      ${id}: { kind: wait, stage: main, for: 1m, then: ${index + 1 < count ? `n${index + 1}` : last} }\n`).join('')
}

/** A decision with many branches. */
export function manyBranches(count: number, branch: (index: number) => string): string {
  return `      n0:\n        kind: decision\n        stage: main\n        branches:\n${Array.from({ length: count }, (_, index) => `          - { ${branch(index)}, then: done }\n`).join('')}        default: done\n`
}

/** A parallel block with many arms. */
export function manyArms(count: number): string {
  return `      n0: { kind: parallel, stage: main, join: joined, arms: [${Array.from({ length: count }, (_, index) => `{ id: a${index}, then: w${index} }`).join(', ')}] }\n`
    + Array.from({ length: count }, (_, index) => `      w${index}: { kind: wait, stage: main, for: 1m, then: joined }\n`).join('')
    + '      joined: { kind: join, stage: main, mode: all, then: done }\n'
}

/** Parallel blocks inside one another. */
export function nestedBlocks(depth: number): string {
  return Array.from({ length: depth }, (_, index) => `      n${index}: { kind: parallel, stage: main, join: j${index}, arms: [{ id: a, then: ${index + 1 < depth ? `n${index + 1}` : 'last'} }, { id: b, then: w${index} }] }\n`
    + `      w${index}: { kind: wait, stage: main, for: 1m, then: j${index} }\n`
    + `      j${index}: { kind: join, stage: main, mode: all, then: ${index === 0 ? 'done' : `j${index - 1}`} }\n`).join('')
    + `      last: { kind: wait, stage: main, for: 1m, then: j${depth - 1} }\n`
}
