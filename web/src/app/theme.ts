import { createTheme } from '@mantine/core';

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  primaryColor: 'indigo',
  primaryShade: { dark: 5, light: 7 },
  defaultRadius: 8,
  defaultGradient: { from: 'indigo.7', to: 'cyan.9', deg: 100 },
  respectReducedMotion: true,
  cursorType: 'pointer',
  autoContrast: true,
  breakpoints: { xs: '30em', sm: '48em', md: '64em', lg: '80em', xl: '96em' },
});
