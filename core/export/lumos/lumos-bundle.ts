import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson, specDigest } from '../../spec/digest.ts'
import { jsonSchema } from '../../spec/json-schema.ts'
import { emptyLayout, parseLayout, printLayout } from '../../spec/layout.ts'
import type { ProjectFile } from '../../spec/project-files.ts'
import { librariesAmong } from '../../spec/project-files.ts'
import { usedWorkflows } from '../../spec/workflows-among.ts'
import { parseSpec } from '../../spec/parse-spec.ts'
import { schemaFile, withSchemaComment } from '../../spec/schema-comment.ts'
import { taughtOutputs } from '../../spec/taught-examples.ts'
import type { ExampleFiles } from '../../spec/taught-examples.ts'
import type { Workflow } from '../../spec/workflow.ts'

/** One file of a bundle. */
export type BundleFile = { readonly name: string; readonly text: string }

/** A flow as other programs take it over: its files, and the digest (`sha256:…` of its meaning) by which a run can be traced to it. */
export type LumosBundle = { readonly files: readonly BundleFile[]; readonly digest: string }

/** What a bundle is made of: the flow as it stands in its file (comments kept), its meaning with the parts of libraries, and where its cards lie. */
export type LumosBundleInput = {
  readonly text: string
  readonly workflow: Workflow
  /** The text of the layout file; null or unreadable = no card has a place. */
  readonly layoutText: string | null
  /** The example files that the flow names. */
  readonly examples: ExampleFiles
  /** The files around the flow; the libraries that it uses come along. */
  readonly files?: readonly ProjectFile[]
  /** The roles of this build, which the schema names. */
  readonly roles: readonly string[]
  readonly engine: string
}

/** Makes the LUMOS bundle of a flow without errors: YAML as written, canonical JSON, JSON Schema, layout, digest, manifest. The same input gives the same bytes. */
export function lumosBundle({ text, workflow, layoutText, examples, files: around = [], roles, engine }: LumosBundleInput): LumosBundle {
  const { name } = workflow.metadata
  const digest = specDigest(workflow)
  const inside = usedWorkflows(workflow, around)
  const files: readonly BundleFile[] = [
    { name: `${name}.lumos.yaml`, text: withSchemaComment(text) },
    ...usedLibraries([text, ...inside.map(({ file }) => file.text)], around),
    ...inside.map(({ file, workflow: { metadata } }) => ({ name: `${metadata.name}.lumos.yaml`, text: withSchemaComment(file.text) })),
    { name: `${name}.lumos.json`, text: `${canonicalJson(workflow)}\n` },
    { name: `${name}.layout.json`, text: printLayout(placedOf(layoutText, name)) },
    { name: `${name}.digest`, text: `${digest}\n` },
    { name: schemaFile, text: `${JSON.stringify(jsonSchema('lumos', roles), null, 2)}\n` },
    ...taughtOutputs(workflow).map(({ taughtBy }) => ({ name: taughtBy.file, text: examples(taughtBy.digest) ?? '' })),
  ]
  const manifest = {
    format: 'lumos-bundle/1',
    workflow: name,
    version: workflow.metadata.version ?? null,
    digest,
    engine,
    files: files.map((file) => ({ name: file.name, bytes: utf8ToBytes(file.text).length, sha256: bytesToHex(sha256(utf8ToBytes(file.text))) })),
  }
  return { files: [...files, { name: 'manifest.json', text: `${JSON.stringify(manifest, null, 2)}\n` }], digest }
}

// Beside the flow under a name of its own, where every reader of a folder finds it.
function usedLibraries(flowTexts: readonly string[], files: readonly ProjectFile[]): readonly BundleFile[] {
  if (files.length === 0) return []
  const used = new Set(flowTexts.flatMap((text) => parseSpec(text).workflow?.spec.uses ?? []).map(({ library }) => library))
  const texts = new Map(files.map((file) => [file.name, file.text]))
  return librariesAmong(files).flatMap(({ file, parsed: { value } }) =>
    value === undefined || !used.has(value.metadata.name) ? [] : [{ name: `${value.metadata.name}.library.lumos.yaml`, text: withSchemaComment(texts.get(file) ?? '') }])
}

function placedOf(layoutText: string | null, name: string): ReturnType<typeof emptyLayout> {
  if (layoutText === null || layoutText.trim() === '') return emptyLayout(name)
  return parseLayout(layoutText).layout ?? emptyLayout(name)
}
