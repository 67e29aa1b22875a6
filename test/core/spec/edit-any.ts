import fc from 'fast-check'
import { addAgent, addNode, connect, removeNodes } from '../../../core/document/edit-nodes.ts'
import { copyNodes, pasteNodes } from '../../../core/document/clipboard.ts'
import type { FlowDocument } from '../../../core/document/flow-document.ts'
import { nodePorts } from '../../../core/graph/node-ports.ts'
import { workflowSchema } from '../../../core/spec/workflow.ts'
import type { JsonTree } from './tree-editor.ts'
import { treeEditor } from './tree-editor.ts'

/** One edit, as chosen numbers: what it does depends on the document that it meets. */
export type AnyEdit = { readonly act: string; readonly way: readonly number[]; readonly value: JsonTree; readonly name: string }
/** What an edit did, as far as a test has to know. */
export type Done = { readonly act: string; readonly path: readonly (string | number)[]; readonly document: FlowDocument }

const word = fc.oneof(
  fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/),
  fc.constantFrom('no', '12:30', '010', '1.10', 'a: b', '# x', "it's", '"q"', ' lead', 'true', 'two\nlines', 'ü — ✓', '- dash', '{x}', '@at', 'tail\n', `a ${'very '.repeat(60)}long line`, '5m', '2h30m'),
)
const leaf: fc.Arbitrary<JsonTree> = fc.oneof(word, fc.integer({ min: 1, max: 90 }), fc.boolean(), fc.constantFrom(0.25, 0.5, 0.75))

/** Any edit that a person or a tool can make. */
export const anyEdit: fc.Arbitrary<AnyEdit> = fc.record({
  act: fc.constantFrom('set', 'set', 'set', 'remove', 'remove', 'copyItem', 'rename', 'reverse', 'rotate', 'addNode', 'addAgent', 'removeNode', 'connect', 'paste', 'undo', 'clear'),
  way: fc.array(fc.nat(60), { minLength: 2, maxLength: 8 }),
  value: fc.oneof({ weight: 4, arbitrary: leaf }, fc.array(fc.stringMatching(/^[a-z][a-z]{1,6}$/), { maxLength: 3 })),
  name: fc.stringMatching(/^q[A-Za-z0-9]{3,8}$/),
})

const some = <T>(items: readonly T[], turn: number | undefined): T | undefined => items[(turn ?? 0) % Math.max(1, items.length)]

/** Does an edit on a document; one that the format refuses changes nothing. */
export function doEdit(document: FlowDocument, edit: AnyEdit, past: readonly FlowDocument[]): Done {
  const nodes = document.workflow.spec.flow.nodes
  const [first, second] = edit.way
  const id = some(Object.keys(nodes), first) ?? ''
  const node = nodes[id]
  const stage = Object.keys(document.workflow.spec.flow.stages)[0] ?? 'main'
  const done = (changed: FlowDocument, path: readonly (string | number)[] = []): Done => ({ act: edit.act, path, document: changed })
  switch (edit.act) {
    case 'undo':
      return done(past.at(-1) ?? document)
    case 'addNode':
      return done(addNode(document, edit.name, { kind: 'message', stage, text: typeof edit.value === 'string' ? edit.value : 'Hello' }, [0, 0]).document)
    case 'addAgent':
      return done(addAgent(document, edit.name, { role: 'responder', model: 'main', instructions: 'Be kind.\nBe short.', outputs: { text: 'string' } }, stage, [0, 0]).document)
    case 'removeNode':
      return done(removeNodes(document, [id]))
    case 'connect': {
      const port = node === undefined ? undefined : some(nodePorts(node), second)
      return done(port === undefined ? document : connect(document, id, port.id, some(Object.keys(nodes), edit.way[2])))
    }
    case 'paste': {
      const pasted = pasteNodes(document, copyNodes(document, [id]), [0, 0])
      return done(pasted.kind === 'pasted' ? pasted.document : document)
    }
    default:
      return editTree(document, edit)
  }
}

function editTree(document: FlowDocument, edit: AnyEdit): Done {
  const editor = treeEditor(document.workflow)
  const path: (string | number)[] = [edit.way[0] === 0 ? 'metadata' : 'spec']
  for (const turn of edit.way) {
    const next = some(editor.keys(path), turn)
    if (next === undefined) break
    path.push(next)
  }
  const list = path.findLastIndex((key) => typeof key === 'number')
  const at = ['copyItem', 'reverse', 'rotate'].includes(edit.act) && list > 0 ? path.slice(0, list + 1) : path
  if (edit.act === 'set') editor.set(at, edit.value)
  else if (edit.act === 'remove') editor.remove(at)
  else if (edit.act === 'rename') editor.rename(at, edit.name)
  else if (edit.act === 'reverse') editor.reverse(at.slice(0, -1))
  else if (edit.act === 'clear') {
    for (const key of [...editor.keys(at.slice(0, -1))].toReversed()) editor.remove([...at.slice(0, -1), key])
  } else if (list > 0) changeList(editor, at, edit)
  const checked = workflowSchema.safeParse(editor.tree)
  return { act: edit.act, path: at, document: checked.success ? { ...document, workflow: checked.data } : document }
}

function changeList(editor: ReturnType<typeof treeEditor>, at: readonly (string | number)[], edit: AnyEdit): void {
  const item = at.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), editor.tree)
  const copy: JsonTree = item === undefined ? null : JSON.parse(JSON.stringify(item))
  if (edit.act === 'rotate') {
    editor.remove(at)
    editor.insert([...at.slice(0, -1), 0], copy)
    return
  }
  if (typeof copy === 'object' && copy !== null && !Array.isArray(copy) && typeof copy['id'] === 'string') copy['id'] = edit.name
  editor.insert(at, copy)
}
