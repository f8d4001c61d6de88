import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Two entries below /app/: the workspace, and the scanner, which anyone can open and which must stay small. */
export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: {
    target: ['es2022', 'chrome94', 'safari16'],
    // Our Content-Security-Policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { workspace: 'index.html', scan: 'scan/index.html' },
      // zod and the setting that keeps it from `new Function` share a chunk: both are there before the first schema is made.
      output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|zod-without-eval/ }] } },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://localhost:3000' } },
})
