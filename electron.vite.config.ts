import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { contentPolicy } from './host/page/content-policy.ts'

const root = import.meta.dirname

// Native code cannot be bundled; everything else is, so that one CommonJS build runs on every Electron from 25 on.
const native = ['electron', /^electron\//, 'onnxruntime-node', 'sharp']

export default defineConfig({
  main: {
    build: {
      target: 'node18',
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: resolve(root, 'main/index.ts'),
          'job-worker': resolve(root, 'host/jobs/job-worker.ts'),
          'model-worker': resolve(root, 'models/worker.ts'),
        },
        external: native,
        // transformers.js asks for import.meta only where it runs as a module; in this build it takes __filename.
        onLog: (level, log, handle) => (log.code === 'EMPTY_IMPORT_META' ? undefined : handle(level, log)),
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      target: 'node18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'main/preload.ts') },
        external: native,
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    base: './',
    plugins: [react(), policyMeta()],
    build: {
      target: 'chrome114',
      minify: true,
      outDir: resolve(root, 'out/renderer'),
      rolldownOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
})

// The development server puts scripts into the page; the built page gets the policy in its own text too.
function policyMeta(): Plugin {
  return {
    name: 'lumos:content-policy',
    apply: 'build',
    transformIndexHtml: () => [{ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: contentPolicy('meta') }, injectTo: 'head-prepend' }],
  }
}
