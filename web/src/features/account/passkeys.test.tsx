import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Language } from '../../shared/language/language';
import { show } from '../../shared/test/render';
import { standIn } from '../../shared/test/server';
import { Security } from './Security';
import { SignIn } from './SignIn';
import { strings } from './strings';

const server = standIn();
const both: Language[] = ['es', 'en'];
const nothing = () => new Response(null, { status: 204 });

/** The question the browser has open; a second one at the same time is refused, as browsers do. */
let open: { offered: boolean; choose: (id: string) => void } | null;
let canOffer: boolean;
let cancels: boolean;

function credential(id: string) {
  return { toJSON: () => ({ id }) };
}

function ask({ mediation, signal }: CredentialRequestOptions) {
  if (open) return Promise.reject(new DOMException('A request is already pending.', 'OperationError'));
  return new Promise((resolve, reject) => {
    const close = (then: () => void) => {
      open = null;
      then();
    };
    const leave = (name: string) => close(() => reject(new DOMException('', name)));
    signal?.addEventListener('abort', () => leave('AbortError'));
    open = { offered: mediation === 'conditional', choose: (id) => close(() => resolve(credential(id))) };
    if (mediation !== 'conditional' && cancels) leave('NotAllowedError');
  });
}

beforeEach(() => {
  open = null;
  canOffer = true;
  cancels = false;
  // What jsdom lacks.
  Object.defineProperty(window, 'PublicKeyCredential', {
    configurable: true,
    value: Object.assign(() => undefined, {
      parseRequestOptionsFromJSON: (options: unknown) => options,
      parseCreationOptionsFromJSON: (options: unknown) => options,
      isConditionalMediationAvailable: () => Promise.resolve(canOffer),
    }),
  });
  Object.defineProperty(navigator, 'credentials', {
    configurable: true,
    value: { get: vi.fn(ask), create: vi.fn(ask) },
  });
  server.on('POST /api/sign-in/passkey/options', () => ({ challenge: 'c' }));
  server.on('POST /api/account/passkeys/options', () => ({ challenge: 'c' }));
});
afterEach(() => {
  Reflect.deleteProperty(window, 'PublicKeyCredential');
  Reflect.deleteProperty(navigator, 'credentials');
});

describe.each(both)('signing in with a passkey in %s', (language) => {
  const t = strings[language];
  const press = () => userEvent.click(screen.getByRole('button', { name: t.withPasskey }));

  it('takes what the browser offers beside the address, and goes where one wanted to', async () => {
    server.on('POST /api/sign-in/passkey', nothing);
    const { router } = show(<SignIn />, language, '/sign-in?next=%2Fhistory');
    expect(screen.getByLabelText(t.email)).toHaveAttribute('autocomplete', 'username webauthn');
    await waitFor(() => expect(open?.offered).toBe(true));
    open!.choose('k1');
    await waitFor(() => expect(router.state.location.pathname).toBe('/history'));
    expect(server.sent('POST /api/sign-in/passkey').map((a) => a.body)).toEqual([
      { credential: { id: 'k1' } },
    ]);
  });

  it('asks by the button, in place of the offer', async () => {
    server.on('POST /api/sign-in/passkey', nothing);
    const { router } = show(<SignIn />, language, '/sign-in?next=%2Fhistory');
    await waitFor(() => expect(open?.offered).toBe(true));
    await press();
    await waitFor(() => expect(open?.offered).toBe(false));
    open!.choose('k2');
    await waitFor(() => expect(router.state.location.pathname).toBe('/history'));
  });

  it('says that none was used, and offers again', async () => {
    cancels = true;
    show(<SignIn />, language);
    await waitFor(() => expect(open?.offered).toBe(true));
    await press();
    expect(await screen.findByText(t.passkeyCancelled)).toBeInTheDocument();
    await waitFor(() => expect(open?.offered).toBe(true));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says why one that was offered is not taken', async () => {
    server.on('POST /api/sign-in/passkey', () => ({
      status: 401,
      code: 'wrong_sign_in',
      title: 'T',
      detail: 'D of the server',
    }));
    show(<SignIn />, language);
    await waitFor(() => expect(open?.offered).toBe(true));
    open!.choose('k1');
    expect(await screen.findByRole('alert')).toHaveTextContent('D of the server');
  });

  it('has the button alone where the browser offers nothing', async () => {
    canOffer = false;
    show(<SignIn />, language);
    expect(screen.getByRole('button', { name: t.withPasskey })).toBeEnabled();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.asked).toHaveLength(0);
  });
});

describe.each(both)('the passkeys of an account in %s', (language) => {
  const t = strings[language];
  const me = {
    id: 'usr_1',
    email: 'ana@example.com',
    language,
    timeZone: 'UTC',
    created: '2026-11-01T00:00:00Z',
    isOperator: false,
    hasAuthenticator: false,
    recoveryCodesLeft: 0,
  };
  let keys: { id: string; name: string; created: string }[];
  beforeEach(() => {
    keys = [];
    server.on('GET /api/account/passkeys', () => keys);
    server.on('POST /api/account/passkeys', ({ body }) => {
      const { name } = body as { name: string | null };
      keys = [...keys, { id: `pk_${keys.length + 1}`, name: name ?? '', created: '2026-11-23T10:00:00Z' }];
      return keys.at(-1);
    });
    server.on('DELETE /api/account/passkeys/pk_1', () => {
      keys = keys.filter((key) => key.id !== 'pk_1');
      return nothing();
    });
  });
  const addOne = async (name: string) => {
    await userEvent.click(screen.getByRole('button', { name: t.addPasskey }));
    const dialog = await screen.findByRole('dialog', { name: t.addPasskey });
    if (name) await userEvent.type(within(dialog).getByLabelText(t.passkeyName), name);
    await userEvent.click(within(dialog).getByRole('button', { name: t.add }));
    return dialog;
  };

  it('are added with a name, listed, and removed', async () => {
    show(<Security me={me} />, language);
    expect(await screen.findByText(t.noPasskeys)).toBeInTheDocument();
    await addOne('mi llave');
    await waitFor(() => expect(open).not.toBeNull());
    open!.choose('new');
    const row = (await screen.findByText('mi llave')).closest('li')!;
    expect(server.sent('POST /api/account/passkeys')[0]!.body).toEqual({
      credential: { id: 'new' },
      name: 'mi llave',
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(within(row).getByRole('button', { name: t.remove }));
    expect(await screen.findByText(t.noPasskeys)).toBeInTheDocument();
  });

  it('need no name, and are then called so', async () => {
    show(<Security me={me} />, language);
    await addOne('');
    await waitFor(() => expect(open).not.toBeNull());
    open!.choose('new');
    expect(await screen.findByText(t.passkeyUnnamed)).toBeInTheDocument();
    expect(server.sent('POST /api/account/passkeys')[0]!.body).toMatchObject({ name: null });
  });

  it('are not added when the person turns away', async () => {
    cancels = true;
    show(<Security me={me} />, language);
    const dialog = await addOne('x');
    expect(await within(dialog).findByRole('status')).toHaveTextContent(t.passkeyCancelled);
    expect(server.sent('POST /api/account/passkeys')).toHaveLength(0);
  });

  it('say why the list is not there', async () => {
    server.on('GET /api/account/passkeys', () => ({
      status: 503,
      code: 'x',
      title: 'T',
      detail: 'D of the list',
    }));
    show(<Security me={me} />, language);
    expect(await screen.findByRole('alert')).toHaveTextContent('D of the list');
    expect(screen.queryByText(t.noPasskeys)).toBeNull();
  });
});
