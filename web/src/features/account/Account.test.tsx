import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '../../shared/account/me';
import type { Language } from '../../shared/language/language';
import { show } from '../../shared/test/render';
import { standIn, type Asked } from '../../shared/test/server';
import { Account } from './Account';
import { strings } from './strings';

const server = standIn();
const both: Language[] = ['es', 'en'];
const nothing = () => new Response(null, { status: 204 });
const wrongField = (field: string) => ({ code: 'invalid', title: 'T', detail: `D of ${field}`, field });

let me: Me;
beforeEach(() => {
  me = {
    id: 'usr_1',
    email: 'ana@example.com',
    language: 'es',
    timeZone: 'Europe/Madrid',
    created: '2026-11-01T12:00:00Z',
    isOperator: false,
    hasAuthenticator: false,
    recoveryCodesLeft: 0,
  };
  server.on('GET /api/account', () => me);
  server.on('GET /api/account/passkeys', () => []);
  server.on('GET /api/credits', () => ({ credits: 3, owed: 0, lots: [] }));
  server.on('PUT /api/account', ({ body }) => {
    me = { ...me, ...(body as Partial<Me>) };
    return nothing();
  });
});

const part = (name: string) => screen.findByRole('region', { name });
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const field = (name: string) => screen.getByLabelText(name, { selector: 'input' });
const bodies = (route: string) => server.sent(route).map((a: Asked) => a.body);

describe.each(both)('the account in %s', (language) => {
  const t = strings[language];

  it('says whose it is, under one heading, with its parts in order', async () => {
    show(<Account />, language);
    expect(await screen.findByText(/ana@example\.com/)).toBeInTheDocument();
    expect(screen.getAllByRole('heading', { level: 1 }).map((h) => h.textContent)).toEqual([t.account]);
    expect(screen.getAllByRole('heading', { level: 2 }).map((h) => h.textContent)).toEqual([
      t.profile,
      t.appearance,
      t.security,
      t.data,
    ]);
    expect(document.title).toContain(t.account);
  });

  it('shows where it will stand while it comes, and what failed', async () => {
    let fail = () => {};
    server.on(
      'GET /api/account',
      () =>
        new Promise(
          (done) => (fail = () => done({ status: 503, code: 'x', title: 'T', detail: 'D of all' })),
        ),
    );
    show(<Account />, language);
    expect(screen.getByRole('status', { name: t.loading })).toBeInTheDocument();
    await waitFor(() => expect(server.sent('GET /api/account')).toHaveLength(1));
    fail();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('D of all');
    server.on('GET /api/account', () => me);
    await userEvent.click(within(alert).getByRole('button'));
    await part(t.profile);
  });

  it('keeps the language and speaks it', async () => {
    me.language = language;
    const other = language === 'es' ? 'en' : 'es';
    show(<Account />, language);
    await part(t.profile);
    await userEvent.click(screen.getByRole('radio', { name: other === 'en' ? t.english : t.spanish }));
    expect(await screen.findByText(strings[other].saved)).toBeInTheDocument();
    expect(bodies('PUT /api/account')).toEqual([{ language: other }]);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(strings[other].account);
  });

  it('finds a time zone by its name and keeps it', async () => {
    show(<Account />, language);
    await part(t.profile);
    const zone = screen.getByRole('combobox', { name: t.timeZone });
    expect(zone).toHaveValue('Europe/Madrid');
    await userEvent.clear(zone);
    await userEvent.type(zone, 'bogota');
    await userEvent.click(await screen.findByRole('option', { name: 'America/Bogota' }));
    expect(await screen.findByText(t.saved)).toBeInTheDocument();
    expect(bodies('PUT /api/account')).toEqual([{ timeZone: 'America/Bogota' }]);
    expect(zone).toHaveValue('America/Bogota');
  });

  it('says beside the time zone why it is not taken', async () => {
    server.on('PUT /api/account', () => wrongField('timeZone'));
    show(<Account />, language);
    await part(t.profile);
    const zone = screen.getByRole('combobox', { name: t.timeZone });
    await userEvent.clear(zone);
    await userEvent.type(zone, 'bogota');
    await userEvent.click(await screen.findByRole('option', { name: 'America/Bogota' }));
    await waitFor(() => expect(zone).toHaveAccessibleDescription(expect.stringContaining('D of timeZone')));
    expect(screen.queryByText(t.saved)).toBeNull();
  });

  it('changes the password only with the one of now', async () => {
    let isKnown = false;
    server.on('POST /api/account/password', () => (isKnown ? nothing() : wrongField('current')));
    show(<Account />, language);
    await part(t.security);
    await press(t.changePassword);
    await press(t.change);
    expect(field(t.currentPassword)).toHaveAccessibleDescription(t.passwordMissing);
    expect(field(t.newPassword)).toHaveAccessibleDescription(expect.stringContaining(t.passwordShort));
    expect(bodies('POST /api/account/password')).toHaveLength(0);
    await userEvent.type(field(t.currentPassword), 'of before');
    await userEvent.type(field(t.newPassword), 'a longer one of now');
    await press(t.change);
    await waitFor(() => expect(field(t.currentPassword)).toHaveAccessibleDescription('D of current'));
    isKnown = true;
    await press(t.change);
    expect(await screen.findByText(t.passwordChanged)).toBeInTheDocument();
    expect(bodies('POST /api/account/password').at(-1)).toEqual({
      current: 'of before',
      password: 'a longer one of now',
    });
    // Nothing of it stays in the page.
    await press(t.changePassword);
    expect(field(t.currentPassword)).toHaveValue('');
    expect(field(t.newPassword)).toHaveValue('');
  });

  it('turns the second step on: password, picture and key, code, and the recovery codes once', async () => {
    const codes = ['aaaa-1111', 'bbbb-2222'];
    const write = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: write } });
    server.on('POST /api/account/authenticator', ({ body }) =>
      (body as { password: string }).password === 'mine'
        ? { key: 'JBSW Y3DP', address: 'otpauth://x', picture: '<svg xmlns="http://www.w3.org/2000/svg"/>' }
        : wrongField('password'),
    );
    server.on('POST /api/account/authenticator/confirm', ({ body }) => {
      if ((body as { code: string }).code !== '123456') return wrongField('code');
      me = { ...me, hasAuthenticator: true, recoveryCodesLeft: 2 };
      return { recoveryCodes: codes };
    });
    show(<Account />, language);
    await part(t.security);
    await press(t.turnOn);
    const dialog = within(await screen.findByRole('dialog', { name: t.authenticator }));
    const inDialog = (name: string) => userEvent.click(dialog.getByRole('button', { name }));
    const password = () => dialog.getByLabelText(t.password, { selector: 'input' });
    expect(dialog.getByRole('button', { name: t.goOn })).toBeDisabled();
    await userEvent.type(password(), 'not mine');
    await inDialog(t.goOn);
    await waitFor(() => expect(password()).toHaveAccessibleDescription('D of password'));
    await userEvent.clear(password());
    await userEvent.type(password(), 'mine');
    await inDialog(t.goOn);
    // The picture is of the page itself: nothing is fetched for it.
    expect(await dialog.findByRole('img', { name: t.picture })).toHaveAttribute(
      'src',
      expect.stringMatching(/^data:image\/svg\+xml/),
    );
    expect(dialog.getByText('JBSW Y3DP')).toBeInTheDocument();
    const code = dialog.getByLabelText(t.typeCode);
    await userEvent.type(code, '000000');
    await inDialog(t.turnOn);
    await waitFor(() => expect(code).toHaveAccessibleDescription('D of code'));
    await userEvent.clear(code);
    await userEvent.type(code, '123456');
    await inDialog(t.turnOn);
    await waitFor(() => expect(dialog.getAllByRole('listitem').map((li) => li.textContent)).toEqual(codes));
    expect(dialog.getByText(t.recoveryWhat)).toBeInTheDocument();
    await inDialog(t.copy);
    expect(write).toHaveBeenCalledWith(codes.join('\n'));
    const file = dialog.getByRole('link', { name: t.download });
    expect(file).toHaveAttribute('download', t.recoveryFile);
    expect(decodeURIComponent(file.getAttribute('href')!)).toContain(codes.join('\n'));
    await inDialog(t.recoveryKept);
    expect(await screen.findByText(t.codesLeft(2, '2'))).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByText(codes[0]!)).toBeNull());
  });

  it('shows the recovery codes until they are said to be kept', async () => {
    server.on('POST /api/account/authenticator', () => ({ key: 'K', address: 'a', picture: '<svg/>' }));
    server.on('POST /api/account/authenticator/confirm', () => {
      me = { ...me, hasAuthenticator: true, recoveryCodesLeft: 2 };
      return { recoveryCodes: ['aaaa-1111', 'bbbb-2222'] };
    });
    show(<Account />, language);
    await part(t.security);
    await press(t.turnOn);
    const dialog = within(await screen.findByRole('dialog', { name: t.authenticator }));
    await userEvent.type(dialog.getByLabelText(t.password, { selector: 'input' }), 'mine');
    await userEvent.click(dialog.getByRole('button', { name: t.goOn }));
    await userEvent.type(await dialog.findByLabelText(t.typeCode), '123456');
    await userEvent.click(dialog.getByRole('button', { name: t.turnOn }));
    await dialog.findByText(t.recoveryTitle);
    // Neither a key nor a click beside it loses what is shown once.
    await userEvent.keyboard('{Escape}');
    expect(dialog.getByText('aaaa-1111')).toBeInTheDocument();
    expect(dialog.queryByRole('button', { name: t.close })).toBeNull();
    await userEvent.click(dialog.getByRole('button', { name: t.recoveryKept }));
    expect(await screen.findByText(t.isOn)).toBeInTheDocument();
    expect(screen.queryByText('aaaa-1111')).toBeNull();
  });

  it('turns the second step off with the password', async () => {
    me = { ...me, hasAuthenticator: true, recoveryCodesLeft: 1 };
    server.on('POST /api/account/authenticator/off', () => {
      me = { ...me, hasAuthenticator: false, recoveryCodesLeft: 0 };
      return nothing();
    });
    show(<Account />, language);
    expect(await screen.findByText(t.codesLeft(1, '1'))).toBeInTheDocument();
    await press(t.turnOff);
    const dialog = within(await screen.findByRole('dialog', { name: t.authenticator }));
    await userEvent.type(dialog.getByLabelText(t.password, { selector: 'input' }), 'mine');
    await userEvent.click(dialog.getByRole('button', { name: t.turnOff }));
    expect(await screen.findByText(t.isOff)).toBeInTheDocument();
    expect(bodies('POST /api/account/authenticator/off')).toEqual([{ password: 'mine' }]);
  });

  it.each([
    ['signOut', '/api/sign-in/out'],
    ['signOutAll', '/api/sign-in/out-everywhere'],
  ] as const)('%s: leaves, and nothing of what was read stays', async (name, path) => {
    server.on(`POST ${path}`, nothing);
    const { router, client } = show(<Account />, language, '/account');
    await part(t.security);
    client.setQueryData(['session', 'ses_1'], 'hers');
    await press(t[name]);
    await waitFor(() => expect(router.state.location.pathname).toBe('/'));
    await waitFor(() => expect(client.getQueryData(['session', 'ses_1'])).toBeUndefined());
    expect(server.sent(`POST ${path}`)).toHaveLength(1);
  });

  it('stays, and says so, when signing out is not heard', async () => {
    server.on('POST /api/sign-in/out', () => ({ status: 503, code: 'x', title: 'T', detail: 'D of it' }));
    const { router } = show(<Account />, language, '/account');
    await part(t.security);
    await press(t.signOut);
    expect(await screen.findByRole('alert')).toHaveTextContent('D of it');
    expect(router.state.location.pathname).toBe('/account');
  });

  it('gives all of one’s data as a file', async () => {
    show(<Account />, language);
    await part(t.data);
    const link = screen.getByRole('link', { name: t.exportGet });
    expect(link).toHaveAttribute('href', '/api/account/export');
    expect(link).toHaveAttribute('download');
  });

  it('is deleted by who says so twice: understood, and the password', async () => {
    let isMine = false;
    server.on('POST /api/account/delete', () => {
      if (!isMine) return wrongField('password');
      server.on('GET /api/credits', () => ({ credits: 0, owed: 0, lots: [] }));
      return nothing();
    });
    const { router, client } = show(<Account />, language, '/account');
    await part(t.data);
    await press(t.deleteTitle);
    const dialog = within(await screen.findByRole('dialog', { name: t.deleteTitle }));
    expect(dialog.getByText(t.deleteWhat)).toBeInTheDocument();
    expect(await dialog.findByText(t.deleteCredits(3, '3'))).toBeInTheDocument();
    const go = dialog.getByRole('button', { name: t.deleteDo });
    const password = dialog.getByLabelText(t.password, { selector: 'input' });
    await userEvent.type(password, 'mine{Enter}');
    expect(go).toBeDisabled();
    expect(bodies('POST /api/account/delete')).toHaveLength(0);
    await userEvent.click(dialog.getByRole('checkbox', { name: t.deleteSure }));
    await userEvent.click(go);
    await waitFor(() => expect(password).toHaveAccessibleDescription('D of password'));
    expect(router.state.location.pathname).toBe('/account');
    isMine = true;
    await userEvent.click(go);
    await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
    expect(router.state.location.state).toEqual({ isGone: true });
    await waitFor(() => expect(client.getQueryData(['credits'])).not.toMatchObject({ credits: 3 }));
    expect(bodies('POST /api/account/delete').at(-1)).toEqual({ password: 'mine' });
  });
});
