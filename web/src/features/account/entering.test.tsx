import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../shared/language/language';
import { show } from '../../shared/test/render';
import { standIn } from '../../shared/test/server';
import { Confirm } from './Confirm';
import { Forgot } from './Forgot';
import { Reset } from './Reset';
import { SignIn } from './SignIn';
import { SignUp } from './SignUp';
import { strings } from './strings';

const server = standIn();
const both: Language[] = ['es', 'en'];
const password = 'correct horse battery';

const nothing = () => new Response(null, { status: 204 });
const refuse = (status: number, code: string, more: object = {}) => ({
  status,
  code,
  title: `title of ${code}`,
  detail: `detail of ${code}`,
  ...more,
});
const wait = (seconds: number) =>
  new Response(JSON.stringify(refuse(429, 'too_many')), {
    status: 429,
    headers: { 'Content-Type': 'application/problem+json', 'Retry-After': `${seconds}` },
  });

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const field = (name: string) => screen.getByLabelText(name, { selector: 'input' });
const title = (name: string) => screen.findByRole('heading', { level: 1, name });

describe.each(both)('signing up in %s', (language) => {
  const t = strings[language];

  async function fillIn() {
    await userEvent.type(field(t.email), 'ana@example.com');
    await userEvent.type(field(t.password), password);
    await userEvent.click(screen.getByRole('checkbox', { name: t.adult }));
  }

  it('says what the account brings and what a password has to be like', () => {
    show(<SignUp />, language);
    expect(screen.getByText(t.signUpWhat)).toBeInTheDocument();
    expect(field(t.password)).toHaveAccessibleDescription(t.passwordHint);
    expect(field(t.password)).toHaveAttribute('autocomplete', 'new-password');
    expect(screen.getByRole('link', { name: t.notices })).toHaveAttribute('href', '/about');
  });

  it('says beside each field what is missing, and sends nothing', async () => {
    show(<SignUp />, language);
    await userEvent.type(field(t.password), 'short');
    expect(screen.queryByText(t.passwordShort)).toBeNull();
    await press(t.signUp);
    expect(field(t.email)).toBeInvalid();
    expect(field(t.email)).toHaveAccessibleDescription(t.emailWrong);
    expect(field(t.password)).toHaveAccessibleDescription(expect.stringContaining(t.passwordShort));
    expect(screen.getByText(t.adultNeeded)).toBeInTheDocument();
    expect(server.asked).toHaveLength(0);
  });

  it('sends what was filled in, and then says what comes next', async () => {
    server.on('POST /api/account/register', () => ({ email: 'ana@example.com', isMailInFolder: false }));
    server.on('POST /api/account/resend', nothing);
    show(<SignUp />, language);
    await fillIn();
    await press(t.signUp);
    await title(t.sentTitle);
    expect(server.sent('POST /api/account/register')[0]!.body).toEqual({
      email: 'ana@example.com',
      password,
      isAdult: true,
      language,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    expect(screen.getByText(t.sent('ana@example.com'))).toBeInTheDocument();
    expect(screen.queryByText(t.inFolder)).toBeNull();
    await press(t.resend);
    expect(await screen.findByText(t.resent)).toBeInTheDocument();
    expect(server.sent('POST /api/account/resend')[0]!.body).toEqual({ email: 'ana@example.com' });
    await press(t.otherAddress);
    await title(t.signUp);
    expect(field(t.email)).toHaveValue('ana@example.com');
  });

  it('says where the mail lies when the server sends none', async () => {
    server.on('POST /api/account/register', () => ({ email: 'ana@example.com', isMailInFolder: true }));
    show(<SignUp />, language);
    await fillIn();
    await press(t.signUp);
    expect(await screen.findByText(t.inFolder)).toBeInTheDocument();
  });

  it('puts what the server refuses beside its field', async () => {
    server.on('POST /api/account/register', () => refuse(400, 'invalid', { field: 'password' }));
    show(<SignUp />, language);
    await fillIn();
    await press(t.signUp);
    await waitFor(() =>
      expect(field(t.password)).toHaveAccessibleDescription(expect.stringContaining('detail of invalid')),
    );
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says how long to wait where there were too many', async () => {
    server.on('POST /api/account/register', () => wait(42));
    show(<SignUp />, language);
    await fillIn();
    await press(t.signUp);
    expect(await screen.findByRole('alert')).toHaveTextContent(/42 s/);
  });

  it('speaks the other language at once when it is chosen', async () => {
    show(<SignUp />, language);
    const other = language === 'es' ? 'en' : 'es';
    await userEvent.click(screen.getByRole('radio', { name: language === 'es' ? t.english : t.spanish }));
    await title(strings[other].signUp);
  });
});

describe.each(both)('the link that confirms, in %s', (language) => {
  const t = strings[language];
  const link = '/confirm?person=usr_1&code=a%2Bb%3D';

  it('sends its code once and leads on', async () => {
    server.on('POST /api/account/confirm', nothing);
    show(<Confirm />, language, link);
    await title(t.confirmedTitle);
    expect(server.sent('POST /api/account/confirm').map((a) => a.body)).toEqual([
      { person: 'usr_1', code: 'a+b=' },
    ]);
    expect(screen.getByRole('link', { name: t.signIn })).toHaveAttribute('href', '/sign-in');
  });

  it('offers another mail when it was used or is too old', async () => {
    server.on('POST /api/account/confirm', () => refuse(400, 'bad_code'));
    server.on('POST /api/account/resend', nothing);
    show(<Confirm />, language, link);
    await title(t.badLinkTitle);
    expect(screen.getByText(t.badLink)).toBeInTheDocument();
    await userEvent.type(field(t.email), 'ana');
    await press(t.needMail);
    expect(field(t.email)).toHaveAccessibleDescription(t.emailWrong);
    expect(server.sent('POST /api/account/resend')).toHaveLength(0);
    await userEvent.type(field(t.email), '@example.com');
    await press(t.needMail);
    expect(await screen.findByRole('status')).toHaveTextContent(t.sentTitle);
    expect(server.sent('POST /api/account/resend')[0]!.body).toEqual({ email: 'ana@example.com' });
  });

  it('is not sent where a part of it is missing', async () => {
    show(<Confirm />, language, '/confirm?person=usr_1');
    await title(t.badLinkTitle);
    expect(screen.getByText(t.missingLink)).toBeInTheDocument();
    expect(server.asked).toHaveLength(0);
  });

  it('can be tried again when the server did not answer', async () => {
    let isUp = false;
    server.on('POST /api/account/confirm', () => (isUp ? nothing() : refuse(503, 'unavailable')));
    show(<Confirm />, language, link);
    const alert = await screen.findByRole('alert');
    isUp = true;
    await userEvent.click(within(alert).getByRole('button'));
    await title(t.confirmedTitle);
  });
});

describe.each(both)('a forgotten password in %s', (language) => {
  const t = strings[language];

  it('gets a link, with the same words whether there is an account', async () => {
    server.on('POST /api/account/forgot', nothing);
    show(<Forgot />, language);
    await title(t.forgotTitle);
    await press(t.forgotSend);
    expect(field(t.email)).toHaveAccessibleDescription(t.emailWrong);
    await userEvent.type(field(t.email), 'ana@example.com');
    await press(t.forgotSend);
    expect(await screen.findByRole('status')).toHaveTextContent(t.forgotSent('ana@example.com'));
    expect(server.sent('POST /api/account/forgot').map((a) => a.body)).toEqual([
      { email: 'ana@example.com' },
    ]);
  });

  it('is chosen anew by the link', async () => {
    server.on('POST /api/account/reset', nothing);
    show(<Reset />, language, '/reset?person=usr_1&code=c');
    await title(t.resetTitle);
    await userEvent.type(field(t.newPassword), 'short');
    await press(t.resetSend);
    expect(field(t.newPassword)).toHaveAccessibleDescription(expect.stringContaining(t.passwordShort));
    await userEvent.clear(field(t.newPassword));
    await userEvent.type(field(t.newPassword), password);
    await press(t.resetSend);
    await title(t.resetDoneTitle);
    expect(server.sent('POST /api/account/reset').map((a) => a.body)).toEqual([
      { person: 'usr_1', code: 'c', password },
    ]);
  });

  it('hears why the server does not take it', async () => {
    server.on('POST /api/account/reset', () => refuse(400, 'invalid', { field: 'password' }));
    show(<Reset />, language, '/reset?person=usr_1&code=c');
    await userEvent.type(field(t.newPassword), password);
    await press(t.resetSend);
    await waitFor(() =>
      expect(field(t.newPassword)).toHaveAccessibleDescription(expect.stringContaining('detail of invalid')),
    );
  });

  it('needs another link when this one is used or too old', async () => {
    server.on('POST /api/account/reset', () => refuse(400, 'bad_code'));
    show(<Reset />, language, '/reset?person=usr_1&code=c');
    await userEvent.type(field(t.newPassword), password);
    await press(t.resetSend);
    await title(t.badLinkTitle);
    expect(screen.getByRole('button', { name: t.forgotSend })).toBeInTheDocument();
  });

  it('says that a part of the link is missing', async () => {
    show(<Reset />, language, '/reset');
    await title(t.badLinkTitle);
    expect(screen.getByText(t.missingLink)).toBeInTheDocument();
  });
});

describe.each(both)('signing in in %s', (language) => {
  const t = strings[language];

  async function enter() {
    await userEvent.type(field(t.email), 'ana@example.com');
    await userEvent.type(field(t.password), password);
    await press(t.signIn);
  }

  it('goes back to where one came from', async () => {
    server.on('POST /api/sign-in', nothing);
    const { router } = show(<SignIn />, language, '/sign-in?next=%2Fm%2FBTCUSDT%3Ftf%3D4h');
    expect(screen.getByText(t.signInFirst)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('checkbox', { name: t.remember }));
    await enter();
    await waitFor(() => expect(router.state.location.pathname).toBe('/m/BTCUSDT'));
    expect(router.state.location.search).toBe('?tf=4h');
    expect(server.sent('POST /api/sign-in').map((a) => a.body)).toEqual([
      { email: 'ana@example.com', password, remember: true },
    ]);
  });

  it('keeps nobody signed in who did not ask for it, and begins at the markets', async () => {
    server.on('POST /api/sign-in', nothing);
    const { router } = show(<SignIn />, language, '/sign-in?next=%2F%2Fexample.com');
    await enter();
    await waitFor(() => expect(router.state.location.pathname).toBe('/'));
    expect(server.sent('POST /api/sign-in')[0]!.body).toMatchObject({ remember: false });
  });

  it('says beside each field what is missing', async () => {
    show(<SignIn />, language);
    await press(t.signIn);
    expect(field(t.email)).toHaveAccessibleDescription(t.emailWrong);
    expect(field(t.password)).toHaveAccessibleDescription(t.passwordMissing);
    expect(server.asked).toHaveLength(0);
  });

  it('says what was refused and offers the mail that may be missing', async () => {
    server.on('POST /api/sign-in', () => refuse(401, 'wrong_sign_in'));
    show(<SignIn />, language);
    expect(screen.queryByText(t.needMail)).toBeNull();
    await enter();
    expect(await screen.findByRole('alert')).toHaveTextContent('detail of wrong_sign_in');
    expect(screen.getAllByText(t.needMail)[0]).toBeInTheDocument();
  });

  it('says how long to wait after too many tries', async () => {
    server.on('POST /api/sign-in', () => wait(31));
    show(<SignIn />, language);
    await enter();
    expect(await screen.findByRole('alert')).toHaveTextContent(/31 s/);
    expect(screen.queryByText(t.needMail)).toBeNull();
  });

  it('asks for the code where the account wants one, with what was chosen before', async () => {
    let tries = 0;
    server.on('POST /api/sign-in', () => refuse(401, 'second_factor'));
    server.on('POST /api/sign-in/code', () => (++tries === 1 ? refuse(401, 'wrong_sign_in') : nothing()));
    const { router } = show(<SignIn />, language, '/sign-in?next=%2Fhistory');
    await userEvent.click(screen.getByRole('checkbox', { name: t.remember }));
    await enter();
    await title(t.codeTitle);
    expect(field(t.code)).toHaveFocus();
    await press(t.signIn);
    expect(field(t.code)).toHaveAccessibleDescription(t.codeMissing);
    await userEvent.type(field(t.code), '123456');
    await press(t.signIn);
    await waitFor(() => expect(field(t.code)).toHaveAccessibleDescription(t.codeWrong));
    await userEvent.clear(field(t.code));
    await userEvent.type(field(t.code), '654321');
    await press(t.signIn);
    await waitFor(() => expect(router.state.location.pathname).toBe('/history'));
    expect(server.sent('POST /api/sign-in/code').map((a) => a.body)).toEqual([
      { code: '123456', remember: true },
      { code: '654321', remember: true },
    ]);
  });

  it('starts over from the code', async () => {
    server.on('POST /api/sign-in', () => refuse(401, 'second_factor'));
    show(<SignIn />, language);
    await enter();
    await title(t.codeTitle);
    await press(t.startOver);
    await title(t.signIn);
  });

  it('has no button for passkeys where the browser has none', () => {
    show(<SignIn />, language);
    expect(screen.queryByRole('button', { name: t.withPasskey })).toBeNull();
  });
});
