import { createTheme } from '@mantine/core';

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  colors: {
    // The greys of the dark theme, from text to what lies deepest.
    dark: [
      '#e6edf3',
      '#c3ced9',
      '#93a1b0',
      '#6d7c8c',
      '#334253',
      '#243040',
      '#182029',
      '#11171e',
      '#0b0f14',
      '#070a0e',
    ],
  },
  primaryColor: 'indigo',
  primaryShade: 7,
  defaultRadius: 8,
  defaultGradient: { from: 'indigo.7', to: 'cyan.9', deg: 100 },
  respectReducedMotion: true,
  // A placeholder for the focus is no item of a menu.
  components: { Menu: { defaultProps: { withInitialFocusPlaceholder: false } } },
  cursorType: 'pointer',
  autoContrast: true,
  breakpoints: { xs: '30em', sm: '48em', md: '64em', lg: '80em', xl: '96em' },
});
