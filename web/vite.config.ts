import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { precompressed, themeScript } from './build/plugins.ts';

/** Where the development server sends what is not a page: a running `./waickoff`. */
const server = process.env.WAICKOFF_SERVER ?? 'http://127.0.0.1:5080';
const outDir = process.env.WAICKOFF_WEB_OUT ?? '../artifacts/web';

export default defineConfig({
  plugins: [react(), themeScript('build/scheme.js'), precompressed(outDir)],
  build: {
    outDir,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/openapi', '/health', '/.well-known'].map((path) => [
        path,
        { target: server, changeOrigin: true },
      ]),
    ),
  },
  test: {
    environment: 'jsdom',
    globals: true,
    setupFiles: ['src/shared/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
  },
});
