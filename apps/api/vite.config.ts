import { defineConfig } from 'vite'

/** Our packages become one folder of plain JavaScript; npm packages stay in node_modules. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      // the thread of QR codes is a file of its own beside those that open it
      input: { main: 'src/main.ts', cli: 'src/cli.ts', 'qr-worker': 'src/labels/printing/qr-worker.js' },
    },
  },
  ssr: { noExternal: [/^@nguon\//] },
})
