// Saves a flow over and over until it is killed: argv = flow path, intents folder.
import { register } from 'tsx/esm/api'

register()
const { createFlowFiles } = await import('../../../host/files/flow-file.ts')
const [, , path, intents] = process.argv
const files = createFlowFiles(intents)
for (let version = Date.now() % 1_000_000; ; version += 1) {
  await files.save({ path, text: `version: ${version}\n#${' '.repeat(60_000)}end\n`, layoutText: `{"version":${version}}\n${' '.repeat(60_000)}`, expectedDigest: null }, 0)
  process.send?.('saved')
}
