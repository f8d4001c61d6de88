import { defineConfig } from 'vite'

/** What is measured for its memory is built as the server is: what runs TypeScript from source takes 30 MB itself. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    rolldownOptions: {
      input: {
        'draw-labels': 'src/draw-labels.ts',
        'qr-worker': '../api/src/labels/printing/qr-worker.js',
      },
    },
  },
  ssr: { noExternal: [/^@nguon\//] },
  logLevel: 'warn',
})
