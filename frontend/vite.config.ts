import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { opening, packed } from './opening/plugin.ts';

const api = process.env.DATAINSIGHT_API ?? 'http://localhost:8000';

export default defineConfig({
  plugins: [react(), opening(), packed()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': api } },
  build: {
    target: 'es2022',
    // Nothing is inlined as a data: address, so that the content security policy can stay at 'self'.
    assetsInlineLimit: 0,
    // All styles together are smaller than what one more round trip would cost.
    cssCodeSplit: false,
    // Browsers that have all else that the app needs have this too.
    modulePreload: { polyfill: false },
    // The charts are one large chunk, which no page loads before it draws one.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        // What every page needs is one file, not thirty small ones that each cost a phone a round trip.
        codeSplitting: {
          groups: [
            { name: 'vendor', test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(react-)?(router|query|store|history)[^/]*|openapi-[^/]+)\// },
            // Not app/main.tsx, which awaits chunks that need this one.
            { name: 'shell', test: /vite\/preload-helper|src\/(app\/(router|query-client|shell\/(shell|theme-button|take-files)|pages\/(home|analysis|results)\.)|features\/(datasets|overview|upload\/components)\/|client|components\/(button|states|page|meter|controls|badge|card|cell-text|field|file-button|lines|phrase|score-ring|search-field|segments|sentence|short-form|verification-badge)|lib\/(format|lists|locale|theme|goal|shortcuts|local-files))|node_modules\/lucide-react\// },
          ],
        },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
  },
});
