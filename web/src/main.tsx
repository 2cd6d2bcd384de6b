import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.css';
import './app/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { createRoutes } from './app/routes';
import { createQueryClient } from './shared/api/queries';
import { recall } from './shared/offline/keep';
import { allowWhatLibrariesWrite } from './shared/security/trustedTypes';

const longestRecallMs = 300;
allowWhatLibrariesWrite();
const client = createQueryClient();
// The page of this address is on its way from here on, while what was kept is read.
const router = createRoutes();
const root = createRoot(document.getElementById('root')!);

// What was kept shows at once and is fetched anew; without a database to keep it in, there is nothing to wait for.
void Promise.race([
  recall(client).catch(() => undefined),
  new Promise((resolve) => setTimeout(resolve, longestRecallMs)),
]).then(() =>
  root.render(
    <StrictMode>
      <App client={client} router={router} />
    </StrictMode>,
  ),
);
