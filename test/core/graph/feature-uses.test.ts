import { describe, expect, it } from 'vitest'
import { featureUses } from '../../../core/graph/feature-uses.ts'
import { flowGraph } from '../../../core/graph/flow-graph.ts'
import { flowFeatures } from '../../../core/graph/target-profile.ts'
import { targetIds, targetProfiles } from '../../../core/export/targets/target-profiles.ts'
import { parseSpec } from '../../../core/spec/parse-spec.ts'
import { nodeAt, readSource } from '../../../core/spec/spec-source.ts'
import { exampleText } from '../spec/workflow-files.ts'

function usesOf(text: string): readonly { readonly feature: string; readonly path: string }[] {
  const { workflow } = parseSpec(text)
  if (workflow === undefined) throw new Error('The workflow cannot be read.')
  return featureUses(workflow, flowGraph(workflow)).map(({ feature, path }) => ({ feature, path: path.join('.') }))
}

const features = (text: string): ReadonlySet<string> => new Set(usesOf(text).map(({ feature }) => feature))

describe('featureUses', () => {
  it('finds everything that the example uses, at places that exist', () => {
    const missing = ['joinAll', 'joinAny', 'wait', 'businessClock', 'subflow']
    expect(Object.keys(flowFeatures).filter((feature) => !features(exampleText).has(feature))).toEqual(missing)
    const source = readSource(exampleText)
    const { workflow } = parseSpec(exampleText)
    const paths = workflow === undefined ? [] : featureUses(workflow, flowGraph(workflow)).map(({ path }) => path)
    expect(paths.filter((path) => nodeAt(source, path) === undefined)).toEqual([])
  })

  it('finds the rest where it is used', () => {
    const changed = exampleText
      .replace('        mode: quorum                     # all | any | quorum\n        count: 2\n        require: [kb]                    # kb must be one of the two\n', '        mode: any\n')
      .replace('        timeout: 3d\n', '        timeout: 3d\n        clock: officeBerlin\n')
      .replace('      sideDone: {', '      pause: { kind: wait, stage: side, for: 1h, then: refund }\n      refund: { kind: subflow, workflow: refunds, version: 1.0.0, stage: side, then: sideDone }\n      sideDone: {')
    for (const feature of ['joinAny', 'wait', 'businessClock', 'subflow']) expect(features(changed)).toContain(feature)
    expect(features(changed)).not.toContain('joinQuorum')
  })

  it('cancels no arms where a join waits for all of them, or lets them finish', () => {
    const all = exampleText.replace('        mode: quorum                     # all | any | quorum\n        count: 2\n        require: [kb]                    # kb must be one of the two\n', '        mode: all\n').replace('        onTimeout: proceed  ', '        onTimeout: fail     ')
    expect(features(all)).toContain('joinAll')
    expect(features(all)).not.toContain('cancelArms')
    expect(features(exampleText.replace('remaining: cancel   ', 'remaining: continue '))).not.toContain('cancelArms')
  })
})

describe('the profiles of export targets', () => {
  it.each(targetIds)('%s says for each feature what happens instead, as a part of a sentence', (id) => {
    for (const [feature, fit] of Object.entries(targetProfiles[id].features)) {
      if (fit.kind !== 'exact') expect(fit.instead, feature).toMatch(/^(?![A-Z][a-z]).+[^.]$/)
    }
    expect(targetProfiles[id].id).toBe(id)
  })

  it('keep the meaning of everything where the same kernel runs it', () => {
    expect(Object.values(targetProfiles.restate.features).every((fit) => fit.kind === 'exact' || (fit.kind === 'built' && !fit.loses))).toBe(true)
  })
})
