import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../shared/language/language';
import { show } from '../../shared/test/render';
import { standIn } from '../../shared/test/server';
import { DataStrip } from './DataStrip';
import { SessionCard } from './SessionCard';
import { strings } from './strings';

const server = standIn();
const both: Language[] = ['es', 'en'];

const signIn = (credits: number, sessions: unknown[]) => {
  server.on('GET /api/account', () => ({
    id: 'usr_1',
    email: 'ana@example.com',
    language: 'es',
    timeZone: 'UTC',
  }));
  server.on('GET /api/credits', () => ({
    credits,
    owed: 0,
    lots: [{ id: 'lot_1', source: 'free', credits: 12, remaining: credits, granted: '2026-11-01T00:00:00Z' }],
  }));
  server.on('GET /api/sessions', () => ({ sessions, next: null }));
};

const session = {
  id: 'ses_1',
  symbol: 'BTCUSDT',
  language: 'es',
  status: 'active',
  created: new Date(Date.now() - 3_600_000).toISOString(),
  expires: new Date(Date.now() + 17.4 * 3_600_000).toISOString(),
  secondsGivenBack: 0,
  tokens: { limit: 100_000, used: 41_200, held: 1_900, left: 56_900 },
};

describe('what goes on', () => {
  it.each(both)(
    'is said with tokens used and held apart and the time that is left (%s)',
    async (language) => {
      signIn(5, [session]);
      show(<SessionCard />, language);
      const t = strings[language];

      expect(await screen.findByText(t.activeOn('BTCUSDT'))).toBeInTheDocument();
      const meter = screen.getByRole('meter', { name: t.tokens });
      expect(meter).toHaveAttribute('aria-valuenow', '43100');
      expect(meter).toHaveTextContent(
        language === 'es' ? '41.200 de 100.000 (+1.900 retenidos)' : '41,200 of 100,000 (+1,900 held)',
      );
      expect(screen.getByText(/17 h/)).toBeInTheDocument();
      expect(screen.getByRole('link', { name: t.goOn })).toHaveAttribute('href', '/s/ses_1');
      expect(screen.getByText(t.leftOf('5', '12'))).toBeInTheDocument();
    },
  );

  it.each(both)('leads to the packs when nothing is left (%s)', async (language) => {
    signIn(0, []);
    show(<SessionCard />, language);
    const t = strings[language];
    expect(await screen.findByText(t.noCredits)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: t.buy })).toHaveAttribute('href', '/packs');
  });

  it.each(both)('is an invitation to whoever has no account (%s)', async (language) => {
    server.on('GET /api/account', () => ({ status: 401, code: 'not_signed_in', title: '', detail: '' }));
    show(<SessionCard />, language);
    expect(await screen.findByRole('link', { name: strings[language].signUp })).toHaveAttribute(
      'href',
      '/sign-up',
    );
  });
});

describe('the data', () => {
  const market = { symbol: 'BTCUSDT', isSimulated: false, isLive: true, asOf: new Date().toISOString() };

  it.each(both)('are called simulated where they are (%s)', async (language) => {
    server.on('GET /api/markets', () => [{ ...market, isSimulated: true }]);
    show(<DataStrip />, language);
    expect(await screen.findByRole('status')).toHaveTextContent(strings[language].simulated);
  });

  it.each(both)('say how old they are when nothing comes any more (%s)', async (language) => {
    const asOf = new Date(Date.now() - 3 * 3_600_000).toISOString();
    server.on('GET /api/markets', () => [{ ...market, isLive: false, asOf }]);
    show(<DataStrip />, language);
    expect(await screen.findByRole('status')).toHaveTextContent(/3 h/);
  });
});
