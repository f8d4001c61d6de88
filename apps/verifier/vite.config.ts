import { defineConfig } from 'vite'

/** One file that needs nothing but Node: who checks the log copies it, and can read it. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: { 'nguon-log': 'src/main.ts' },
      output: { codeSplitting: false },
    },
  },
  ssr: { noExternal: true },
})
