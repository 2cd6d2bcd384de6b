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

/** Asks for the font of the text together with the scripts: what is written first does not change its width when it comes. */
export function preloadedFont(name: RegExp): Plugin {
  return {
    name: 'preloaded-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, context) {
        const font = Object.keys(context.bundle ?? {}).find((file) => name.test(file));
        if (!font) throw new Error(`No font is called ${name}.`);
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}`, crossorigin: '' };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
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

type LockFile = {
  packages: Record<string, { version?: string; license?: string; dev?: boolean; devOptional?: boolean }>;
};

/** `virtual:licences`: the packages in the pages by the lock file, and those of the server by the first table of a document. */
export function licences(lockFile: string, document: string): Plugin {
  const id = 'virtual:licences';
  const web = () =>
    Object.entries((JSON.parse(readFileSync(lockFile, 'utf8')) as LockFile).packages)
      .filter(([path, p]) => path !== '' && !p.dev && !p.devOptional)
      .map(([path, p]) => {
        const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
        if (!p.version || !p.license)
          throw new Error(`${lockFile}: ${name} does not say its version and licence.`);
        return { name, version: p.version, licence: p.license };
      });
  const server = () => {
    const table = readFileSync(document, 'utf8').split('\n## ')[1] ?? '';
    const rows = table.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| package'));
    if (rows.length === 0) throw new Error(`${document}: no table of packages.`);
    return rows.map((row) => {
      const [, name, version, licence] = row.split('|').map((cell) => cell.trim());
      return { name, version, licence };
    });
  };
  return {
    name: 'licences',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (source) =>
      source === `\0${id}`
        ? `export const licences = ${JSON.stringify({ web: web(), server: server() })};`
        : null,
  };
}
