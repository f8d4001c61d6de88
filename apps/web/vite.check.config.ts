import { gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

/** All that a phone loads for the check, compressed. */
const mostBytes = 12 * 1024

const holdSize: Plugin = {
  name: 'hold-size',
  generateBundle(_options, bundle) {
    const scripts = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file.code] : []))
    const bytes = scripts.reduce((sum, code) => sum + gzipSync(code).length, 0)
    this.info(`the check is ${bytes} bytes compressed, at most ${mostBytes}`)
    if (bytes > mostBytes)
      this.error(`the check has grown to ${bytes} bytes compressed, at most ${mostBytes}`)
  },
}

/**
 * The check on the trace page, built by itself: it shares nothing with the workspace, so that it stays small. Of the packages only
 * what it uses is taken, which is safe because none of their modules does anything when it is loaded.
 */
export default defineConfig({
  base: '/app/',
  define: { pinnedLogKey: JSON.stringify(process.env.NGUON_LOG_VKEY ?? '') },
  plugins: [holdSize],
  build: {
    target: 'es2022',
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: { check: 'src/check/main.ts', 'check-run': 'src/check/run.ts' },
      treeshake: { moduleSideEffects: (id) => id.endsWith('/src/check/main.ts') },
      output: { entryFileNames: '[name].js' },
      preserveEntrySignatures: 'strict',
    },
  },
})
