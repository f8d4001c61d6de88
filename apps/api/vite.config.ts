import { defineConfig } from 'vite'

/** Our packages become one folder of plain JavaScript; npm packages stay in node_modules. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: { input: { main: 'src/main.ts', cli: 'src/cli.ts' } },
  },
  ssr: { noExternal: [/^@nguon\//] },
})
