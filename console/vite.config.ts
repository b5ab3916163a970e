import react from '@vitejs/plugin-react';
import {defineConfig} from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'target/dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: {polyfill: false},
    sourcemap: false,
    reportCompressedSize: false,
    rollupOptions: {input: ['index.html', 'docs.html']},
  },
  server: {
    proxy: {'/v1': 'http://127.0.0.1:8080'},
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    environment: 'happy-dom',
  },
});
