import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { show } from '../test/render';
import { standIn } from '../test/server';
import { useLeaving } from './another';
import { SignInFirst } from './SignInFirst';

const server = standIn();
const page = (
  <SignInFirst>
    <p>hers</p>
  </SignInFirst>
);

function Leave() {
  const leave = useLeaving();
  return <button onClick={() => void leave('/sign-in', { state: { isGone: true } })}>leave</button>;
}

describe('a page of a person', () => {
  it('does not take who leaves it from where they go, however long it still stands', async () => {
    server.on('GET /api/account', () => ({ id: 'usr_1', email: 'ana@example.com' }));
    const { router, client } = show(
      <SignInFirst>
        <Leave />
      </SignInFirst>,
      'es',
      '/account',
    );
    await waitFor(() => expect(client.getQueryData(['me'])).toMatchObject({ id: 'usr_1' }));
    server.on('GET /api/account', () => ({ status: 401, code: 'sign_in' }));
    await userEvent.click(screen.getByRole('button'));
    await waitFor(() => expect(client.getQueryData(['me'])).toBeNull());
    expect(router.state.location).toMatchObject({
      pathname: '/sign-in',
      search: '',
      state: { isGone: true },
    });
  });

  it('leads who is not signed in to the sign-in, with the way back', async () => {
    server.on('GET /api/account', () => ({ status: 401, code: 'sign_in' }));
    const { router } = show(page, 'es', '/history?q=a%26b&page=2');
    await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
    expect(new URLSearchParams(router.state.location.search).get('next')).toBe('/history?q=a%26b&page=2');
    // The way back is not this page again.
    expect(router.state.historyAction).toBe('REPLACE');
  });

  it('is shown to who is signed in', async () => {
    server.on('GET /api/account', () => ({ id: 'usr_1', email: 'ana@example.com' }));
    const { router, client } = show(page, 'es', '/history');
    await waitFor(() => expect(client.getQueryData(['me'])).toMatchObject({ id: 'usr_1' }));
    expect(screen.getByText('hers')).toBeInTheDocument();
    expect(router.state.location.pathname).toBe('/history');
  });

  it('stays while it is not known who is there', async () => {
    server.on('GET /api/account', () => ({ status: 503, code: 'unavailable' }));
    const { router, client } = show(page, 'es', '/history');
    await waitFor(() => expect(client.getQueryState(['me'])?.status).toBe('error'));
    expect(router.state.location.pathname).toBe('/history');
  });
});
