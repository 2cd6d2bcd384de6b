import { allowWhatLibrariesWrite, isHarmlessHtml } from './trustedTypes';

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" width="35" height="19" fill="none"><g fill-rule="evenodd" clip-path="url(#a)"><path fill="var(--stroke)" d="M2 0H0v10h6l.5-1.3Z"/></g><defs><clipPath id="a"><path d="M0 0h35v19H0z"/></clipPath></defs></svg>';

describe('what may be written as HTML', () => {
  it.each([':root{--mantine-scale: 1;}', '@media (max-width: 48em) { .a > .b { color: red; } }', '', logo])(
    'passes %s',
    (text) => expect(isHarmlessHtml(text)).toBe(true),
  );

  it.each([
    '<b>bold</b>',
    '<script></script>',
    '<img src=x onerror=alert(1)>',
    '&lt;script&gt;',
    logo.replace('<g ', '<g onload="alert(1)" '),
    logo.replace('<g ', '<script>alert(1)</script><g '),
    logo.replace('url(#a)', 'url(https://evil.example/a)'),
    logo.replace('<defs>', '<a href="javascript:alert(1)"><defs>'),
    logo.replace('<defs>', '<use href="#a"/><defs>'),
    logo.replace('d="M0', 'd="javascript:M0'),
    `${logo}<img src=x>`,
    ` ${logo}`,
    `:root{}</style><script>alert(1)</script>`,
  ])('refuses %s', (text) => expect(isHarmlessHtml(text)).toBe(false));

  it('gives the browser one policy that refuses by answering nothing', () => {
    const made: { name: string; rules: Record<string, (text: string) => string | null> }[] = [];
    vi.stubGlobal('trustedTypes', {
      createPolicy: (name: string, rules: Record<string, (text: string) => string | null>) =>
        made.push({ name, rules }),
    });
    allowWhatLibrariesWrite();
    vi.unstubAllGlobals();

    expect(made.map((m) => m.name)).toEqual(['default']);
    const { createHTML, createScriptURL } = made[0]!.rules;
    expect(createHTML!('<b>')).toBeNull();
    expect(createHTML!(logo)).toBe(logo);
    expect(createScriptURL!('/sw.js')).toBe('/sw.js');
    expect(createScriptURL!('https://evil.example/sw.js')).toBeNull();
  });

  it('asks nothing of a browser without Trusted Types', () => {
    expect(() => allowWhatLibrariesWrite()).not.toThrow();
  });
});
