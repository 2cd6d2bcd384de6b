// Runs before the first paint, so that nobody who chose the light theme sees the dark one first.
(function () {
  var scheme = 'dark';
  try {
    scheme = localStorage.getItem('waickoff.scheme') || 'dark';
  } catch {
    // Without storage it is the usual one.
  }
  if (scheme === 'auto') scheme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
})();
