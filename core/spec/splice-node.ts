import type { Node } from 'yaml'
import { isMap, isSeq } from 'yaml'
import { sameJson } from './align-items.ts'
import type { JsonValue } from './json-value.ts'
import { isJsonRecord } from './json-value.ts'
import { spliceBlockSeq, spliceFlowSeq } from './splice-list.ts'
import { spliceMap } from './splice-map.ts'
import type { Place, Splices } from './splice-value.ts'
import { spliceScalar } from './splice-value.ts'

/** The replacements that turn a node from one value into another; undefined where it has to be written anew. */
export function spliceNode(text: string, node: Node, before: JsonValue | undefined, after: JsonValue, place: Place): Splices {
  if (sameJson(before, after)) return []
  if (isMap<Node, Node | null>(node) && isJsonRecord(before) && isJsonRecord(after)) return spliceMap(text, node, before, after, place)
  if (isSeq<Node>(node) && Array.isArray(before) && Array.isArray(after)) {
    return node.flow === true ? spliceFlowSeq(text, node, before, after, place) : spliceBlockSeq(text, node, before, after, place)
  }
  return spliceScalar(text, node, after, place)
}
