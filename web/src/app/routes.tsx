import { createBrowserRouter, Outlet, type RouteObject } from 'react-router';
import { SignInFirst } from '../shared/account/SignInFirst';
import { Frame } from './Frame';
import { FailedPage, NotFoundPage } from './pages/FailedPage';

/** Every page is a file of its own that is fetched when it is first gone to. */
const page = (load: () => Promise<{ default: React.ComponentType }>): Pick<RouteObject, 'lazy'> => ({
  lazy: async () => ({ Component: (await load()).default }),
});

/** A page within another one. */
const part = (load: () => Promise<React.ComponentType>): Pick<RouteObject, 'lazy'> => ({
  lazy: async () => ({ Component: await load() }),
});

export function createRoutes() {
  return createBrowserRouter([
    {
      element: <Frame />,
      // Before the first page has come there is the page colour and nothing that moves.
      HydrateFallback: () => null,
      errorElement: <FailedPage />,
      children: [
        { index: true, ...page(() => import('./pages/MarketsPage')) },
        { path: 'm/:symbol', ...page(() => import('./pages/MarketPage')) },
        { path: 'about', ...page(() => import('./pages/AboutPage')) },
        { path: 'help', ...page(() => import('./pages/HelpPage')) },
        { path: 'sign-up', ...page(() => import('./pages/SignUpPage')) },
        { path: 'sign-in', ...page(() => import('./pages/SignInPage')) },
        { path: 'confirm', ...page(() => import('./pages/ConfirmPage')) },
        { path: 'forgot', ...page(() => import('./pages/ForgotPage')) },
        { path: 'packs', ...page(() => import('./pages/PacksPage')) },
        { path: 'cancel', ...page(() => import('./pages/CancelPage')) },
        { path: 'track-record', ...page(() => import('./pages/TrackRecordPage')) },
        { path: 'withdraw', ...page(() => import('./pages/WithdrawPage')) },
        { path: 'reset', ...page(() => import('./pages/ResetPage')) },
        {
          element: (
            <SignInFirst>
              <Outlet />
            </SignInFirst>
          ),
          children: [
            { path: 's/:id', ...page(() => import('./pages/SessionPage')) },
            { path: 'history', ...page(() => import('./pages/HistoryPage')) },
            { path: 'credits', ...page(() => import('./pages/CreditsPage')) },
            { path: 'success', ...page(() => import('./pages/SuccessPage')) },
            { path: 'backtests', ...page(() => import('./pages/BacktestsPage')) },
            { path: 'backtests/:id', ...page(() => import('./pages/BacktestPage')) },
            { path: 'account', ...page(() => import('./pages/AccountPage')) },
            {
              path: 'operators',
              ...page(() => import('./pages/OperatorsPage')),
              children: [
                { index: true, ...part(async () => (await import('../features/operators/Service')).Service) },
                {
                  path: 'economics',
                  ...part(async () => (await import('../features/operators/Earnings')).Earnings),
                },
                {
                  path: 'people',
                  ...part(async () => (await import('../features/operators/People')).People),
                },
                { path: 'people/:person', ...page(() => import('./pages/PersonPage')) },
                {
                  path: 'purchases',
                  ...part(async () => (await import('../features/operators/Sales')).Sales),
                },
                {
                  path: 'refunds',
                  ...part(async () => (await import('../features/operators/Refunds')).Refunds),
                },
                { path: 'events', ...part(async () => (await import('../features/operators/Inbox')).Inbox) },
                {
                  path: 'actions',
                  ...part(async () => (await import('../features/operators/Actions')).Actions),
                },
              ],
            },
          ],
        },
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ]);
}
