import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** The script that sets the theme before the first paint: a file of its own, since inline scripts are not allowed to run. */
export function themeScript(source: string): Plugin {
  let reference = '';
  let isBuild = false;
  return {
    name: 'theme-script',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    buildStart() {
      if (isBuild)
        reference = this.emitFile({ type: 'asset', name: 'scheme.js', source: readFileSync(source, 'utf8') });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        const src = context.bundle
          ? '/' +
            Object.values(context.bundle).find((f) => /^assets\/scheme-[^/]*\.js$/.test(f.fileName))!.fileName
          : '/build/scheme.js';
        return [{ tag: 'script', attrs: { src }, injectTo: 'head-prepend' }];
      },
    },
    closeBundle() {
      if (isBuild && !reference) this.error('The theme script was not emitted.');
    },
  };
}

/** Writes a .br and a .gz beside each text file, so that the server never compresses. */
export function precompressed(folder: string): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    enforce: 'post',
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
          if (!file.isFile() || !/\.(js|css|html|svg|json|webmanifest|map)$/.test(file.name)) continue;
          const path = join(file.parentPath, file.name);
          const bytes = readFileSync(path);
          writeFileSync(
            `${path}.br`,
            brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
          );
          writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        }
      },
    },
  };
}
