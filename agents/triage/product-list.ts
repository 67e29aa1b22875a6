import type { AgentSpec } from '../../core/spec/workflow.ts'
import type { Product } from './find-products.ts'

const known = new WeakMap<AgentSpec, readonly Product[]>()

/** The products that a triage agent looks for: the user's list, or the values of its `product` output where that is an enum, with their label words. */
export function productList(agent: AgentSpec, listed: readonly Product[]): readonly Product[] {
  const products = known.get(agent) ?? listFor(agent, listed)
  known.set(agent, products)
  return products
}

function listFor(agent: AgentSpec, listed: readonly Product[]): readonly Product[] {
  const type = agent.outputs['product']
  if (type === undefined || typeof type === 'string' || type.type !== 'enum') return listed
  return type.values.map((value) => {
    const label = type.labels?.[value]
    const words = [...(label?.title === undefined ? [] : [label.title]), ...(label?.examples ?? [])]
    const same = listed.find((product) => product.name === value || words.includes(product.name))
    return { name: value, aliases: [...words, ...(same === undefined ? [] : [same.name, ...same.aliases])] }
  })
}
