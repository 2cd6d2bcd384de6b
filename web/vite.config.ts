import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { licences, precompressed, preloadedFont, themeScript } from './build/plugins.ts';

/** Where the development server sends what is not a page: a running `./waickoff`. */
const server = process.env.WAICKOFF_SERVER ?? 'http://127.0.0.1:5080';
const outDir = process.env.WAICKOFF_WEB_OUT ?? '../artifacts/web';

export default defineConfig({
  plugins: [
    react(),
    themeScript('build/scheme.js'),
    preloadedFont(/^assets\/inter-latin-wght-normal-[^/]*\.woff2$/),
    licences('package-lock.json', '../docs/licences.md'),
    VitePWA({
      // A new version waits until the reader agrees: an answer may be on its way.
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        id: '/',
        name: 'WAIckoff',
        short_name: 'WAIckoff',
        description: 'Qué hace el mercado y por qué, con cada número comprobado.',
        lang: 'es',
        start_url: '/',
        display: 'standalone',
        background_color: '#0b0f14',
        theme_color: '#0b0f14',
        categories: ['finance', 'education'],
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      // The shell alone: no answer of the API, nothing of anybody.
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,woff2}'],
        globIgnores: ['**/*-{cyrillic,cyrillic-ext,greek,greek-ext,vietnamese}-*'],
        // The document comes from the server where there is a connection, so no old version outlives a reload: no address but its own
        // means the one that is kept.
        navigateFallback: null,
        directoryIndex: null,
        runtimeCaching: [
          {
            urlPattern: ({ request, url }) =>
              request.mode === 'navigate' &&
              !/^\/(api|openapi|health|mcp|\.well-known)(\/|$)/.test(url.pathname),
            handler: 'NetworkOnly',
            options: { precacheFallback: { fallbackURL: '/index.html' } },
          },
        ],
        // A worker that fetches scripts of its own would be refused under Trusted Types.
        inlineWorkboxRuntime: true,
        cleanupOutdatedCaches: true,
        clientsClaim: false,
        skipWaiting: false,
      },
    }),
    precompressed(outDir),
  ],
  build: {
    outDir,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // What changes seldom keeps its name from one version to the next; what places things beside others comes with what is placed.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|react-router|scheduler)\//, priority: 2 },
            { name: 'floating', test: /@floating-ui/, priority: 1 },
          ],
        },
      },
    },
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
    pool: 'threads',
    maxWorkers: '100%',
    // Long enough for a busy machine: what is waited for ends the wait.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
